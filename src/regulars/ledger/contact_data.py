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
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_possible_number(number):
        return None
    return f"+{number.country_code}{phonenumbers.national_significant_number(number)}"


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
