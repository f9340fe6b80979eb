"""Contact data in one spelling, so that the same address or number is known again.

Matching, erasing and leaving out of imports all read it here: who is one customer by a number must
be one by it for the list of the erased too.
"""

from __future__ import annotations

import re
from functools import lru_cache

import phonenumbers
from babel.core import get_global

TAIL_DIGITS = 6
"""The last digits are the same however a number is written."""


def region_of(*, country: str | None, zone: str) -> str | None:
    """The country whose numbers are written without a code: the book's own, or its zone's.

    Null: the zone is of no one country, e.g. UTC.
    """
    if country is not None:
        return country
    found = get_global("zone_territories").get(zone)
    return found if found in phonenumbers.SUPPORTED_REGIONS else None


def plain(text: str) -> str:
    """Without blanks around it, in small letters."""
    return text.strip().lower()


def plain_email(text: str) -> str | None:
    """The address in one spelling: without blanks around, in small letters, its domain in IDNA.

    What stands after a `+` is kept: not every provider leaves it out.
    Null:  no name, no domain, or not exactly one `@`.
    """
    name, mark, domain = text.strip().casefold().partition("@")
    if not name or not mark or not domain or "@" in domain or any(c.isspace() for c in name):
        return None
    plain_domain = _idna(domain)
    return f"{name}@{plain_domain}" if plain_domain else None


def email_forms(text: str) -> frozenset[str]:
    """The address in its one spelling, and as written, for it may be none."""
    return frozenset(form for form in (plain_email(text), plain(text)) if form)


def e164(text: str, *, region: str | None) -> str | None:
    """The number as +8801712345678; null for what is no possible number."""
    if _WHOLE.fullmatch(text) and (whole := _whole(re.sub("[ -]", "", text))):
        return whole
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return f"+{number.country_code}{phonenumbers.national_significant_number(number)}"


def readable(text: str, *, region: str | None) -> str:
    """The number as people write it for each other, with its country; else as it was written."""
    whole = e164(text, region=region)
    if whole is None:
        return text.strip()
    number = phonenumbers.parse(whole, None)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


_WHOLE = re.compile(r"\+[1-9](?:[ -]?[0-9]){6,14}")


def _whole(text: str) -> str | None:
    """The number itself, where nothing has to be read out of it; null where the library has to.

    Twenty times as quick as the library, with the same result: of a number with its country code
    it only asks whether a national prefix stands after it, and whether the length can be.
    """
    known = phonenumbers.COUNTRY_CODE_TO_REGION_CODE
    code = next((code for n in (1, 2, 3) if (code := int(text[1 : n + 1])) in known), None)
    if code is None:
        return None
    rest = text[1 + len(str(code)) :]
    prefix = _national_prefix(code)
    if rest.startswith("0") or (prefix is not None and prefix.match(rest)):
        return None
    return text if _may_be_as_long(code, len(rest)) else None


@lru_cache(maxsize=1_000)
def _national_prefix(code: int) -> re.Pattern[str] | None:
    region = phonenumbers.region_code_for_country_code(code)
    found = phonenumbers.PhoneMetadata.metadata_for_region_or_calling_code(code, region)
    prefix = found.national_prefix_for_parsing if found is not None else "."
    return re.compile(prefix) if prefix else None


@lru_cache(maxsize=10_000)
def _may_be_as_long(code: int, digits: int) -> bool:
    number = phonenumbers.PhoneNumber(country_code=code, national_number=int("1" * digits))
    return phonenumbers.is_possible_number(number)


def phone_forms(text: str, *, region: str | None) -> frozenset[str]:
    """E.164 as read in the book's country, and the digits as written without leading zeros."""
    forms = {_digits(text).lstrip("0"), e164(text, region=region) or ""}
    return frozenset(form for form in forms if len(form) > TAIL_DIGITS)


def phone_tails(text: str, *, region: str | None) -> frozenset[str]:
    """The last digits, by which an engine finds the numbers to look at closer.

    Of the number and as written: an extension, or digits of another script, tell them apart.
    """
    digits = {_digits(text), _digits(e164(text, region=region) or "")}
    return frozenset(one[-TAIL_DIGITS:] for one in digits if len(one) > TAIL_DIGITS)


def _digits(text: str) -> str:
    return re.sub(r"[^0-9]", "", text)


@lru_cache(maxsize=10_000)
def _idna(domain: str) -> str | None:
    try:
        return domain.rstrip(".").encode("idna").decode("ascii")
    except UnicodeError:
        return None
