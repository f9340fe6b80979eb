"""Contact data in one spelling, so that the same address or number is known again."""

from __future__ import annotations

import re

import phonenumbers
from babel.core import get_global
from django.utils import timezone

TAIL_DIGITS = 6
"""The last digits are the same however a number is written."""


def plain(text: str) -> str:
    """Without blanks around it, in small letters."""
    return text.strip().lower()


def phone_forms(text: str) -> frozenset[str]:
    """E.164 as read in the book's country, and the digits as written without leading zeros."""
    forms = {_digits(text).lstrip("0")}
    try:
        number = phonenumbers.parse(text, _country())
    except phonenumbers.NumberParseException:
        pass
    else:
        forms.add(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
    return frozenset(form for form in forms if len(form) > TAIL_DIGITS)


def phone_tail(text: str) -> str:
    """The last digits, by which an engine finds the numbers to look at closer."""
    digits = _digits(text)
    return digits[-TAIL_DIGITS:] if len(digits) > TAIL_DIGITS else ""


def _digits(text: str) -> str:
    return re.sub(r"[^0-9]", "", text)


def _country() -> str | None:
    """The country of the book's time zone, e.g. BD of Asia/Dhaka."""
    return get_global("zone_territories").get(timezone.get_default_timezone_name())
