"""Numbers with their country code are read without the library, and as the library reads them."""

from __future__ import annotations

import random

import phonenumbers
import pytest

from regulars.ledger.contact_data import e164


def as_the_library(text: str, region: str | None) -> str | None:
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return f"+{number.country_code}{phonenumbers.national_significant_number(number)}"


@pytest.mark.parametrize("region", [None, "BD", "US"])
def test_numbers_of_every_country_and_length_are_the_library_s(region: str | None) -> None:
    chance = random.Random(7)
    codes = [*phonenumbers.COUNTRY_CODE_TO_REGION_CODE, 2, 999, 210]
    for code in codes:
        for length in (3, 5, 6, 7, 8, 9, 10, 11, 12):
            rest = f"{chance.randrange(10**length):0{length}d}"
            gap = chance.choice(("", " ", "-"))
            text = f"+{code}{gap}{rest[:3]}{chance.choice(('', ' ', '-'))}{rest[3:]}"
            assert e164(text, region=region) == as_the_library(text, region), text


@pytest.mark.parametrize("first", ["0", "1", "8", "15", "04", "00"])
def test_a_national_prefix_after_the_code_is_left_to_the_library(first: str) -> None:
    for code in phonenumbers.COUNTRY_CODE_TO_REGION_CODE:
        for length in (7, 9, 10):
            text = f"+{code}{first}{'2345678901'[: length - len(first)]}"
            assert e164(text, region=None) == as_the_library(text, None), text


def test_examples_of_the_library_are_read_as_written() -> None:
    for region in phonenumbers.SUPPORTED_REGIONS:
        example = phonenumbers.example_number(region)
        text = phonenumbers.format_number(example, phonenumbers.PhoneNumberFormat.E164)
        assert e164(text, region=None) == as_the_library(text, None), text
