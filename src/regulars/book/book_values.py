"""What may stand in `book.toml`: one check for each value that the owner decides."""

from __future__ import annotations

import zoneinfo
from collections.abc import Callable, Mapping
from datetime import time
from functools import cache
from typing import Any

from babel.numbers import list_currencies
from phonenumbers import SUPPORTED_REGIONS

from regulars.errors import RegularsError

MOST_HOURS = 24 * 50
"""Of a day's care; some books have many hands."""
LANGUAGES = ("en", "bn")
LONGEST_NAME = 200
MOST_COST = 1e12


class ValueWrong(RegularsError):
    """A value cannot be used. `name` is that of the value, the message what is wrong about it."""

    exit_code = 3

    def __init__(self, name: str, said: object, why: str) -> None:
        super().__init__(why)
        self.name, self.said = name, said


def checked(values: Mapping[str, Any]) -> dict[str, Any]:
    """These values as the book uses them, e.g. a time for `"07:00"`. Raises: ValueWrong."""
    return {name: CHECKS[name](value) for name, value in values.items()}


def _name(said: Any) -> str:
    name = str(said).strip()
    if not name or len(name) > LONGEST_NAME:
        raise ValueWrong("name", said, f"is no name. Write one of up to {LONGEST_NAME} letters.")
    return name


def _zone(said: Any) -> str:
    if not isinstance(said, str) or said not in zones():
        raise ValueWrong("zone", said, "is no time zone. Write e.g. Asia/Dhaka.")
    return said


def _currency(said: Any) -> str | None:
    if said is not None and not (isinstance(said, str) and said in list_currencies()):
        raise ValueWrong("currency", said, "is no ISO 4217 code. Write e.g. BDT.")
    return said


def _country(said: Any) -> str | None:
    if said is not None and not (isinstance(said, str) and said in SUPPORTED_REGIONS):
        raise ValueWrong("country", said, "is no country’s two letters. Write e.g. BD.")
    return said


def _hours(said: Any) -> float:
    if not _is_number(said) or not 0 <= said <= MOST_HOURS:
        raise ValueWrong("hours", said, "is not a number of hours. Write e.g. 4.")
    return float(said)


def _holdout_share(said: Any) -> float:
    if not _is_number(said) or not 0 <= said < 1:
        raise ValueWrong("holdout_share", said, "is not a share. Write e.g. 0.1, or 0.")
    return float(said)


def _new_customer_cost(said: Any) -> float | None:
    if said is not None and (not _is_number(said) or not 0 <= said <= MOST_COST):
        raise ValueWrong("new_customer_cost", said, "is not an amount. Write e.g. 450, or nothing.")
    return None if said is None else float(said)


def _refresh_at(said: Any) -> time | None:
    if said == "" or said is None:
        return None
    try:
        at = said if isinstance(said, time) else time.fromisoformat(str(said))
    except ValueError:
        raise ValueWrong(
            "refresh_at",
            said,
            'is no time of day. Write e.g. "07:00", or "" for never by itself.',
        ) from None
    return at.replace(tzinfo=None)


def _language(said: Any) -> str:
    if said not in ("", *LANGUAGES):
        raise ValueWrong("language", said, 'is no language of the desk. Write "en" or "bn".')
    return str(said)


def _switch(name: str) -> Callable[[Any], bool]:
    def check(said: Any) -> bool:
        if not isinstance(said, bool):
            raise ValueWrong(name, said, "is neither true nor false.")
        return said

    return check


CHECKS: dict[str, Callable[[Any], Any]] = {
    "name": _name,
    "zone": _zone,
    "currency": _currency,
    "country": _country,
    "hours": _hours,
    "holdout_share": _holdout_share,
    "new_customer_cost": _new_customer_cost,
    "refresh_at": _refresh_at,
    "language": _language,
    "bengali_numerals": _switch("bengali_numerals"),
    "second_factor": _switch("second_factor"),
}
"""By the value's name; what is wrong raises ValueWrong."""


@cache
def zones() -> frozenset[str]:
    """Looked for in hundreds of files, and a book is opened often."""
    return frozenset(zoneinfo.available_timezones())


def _is_number(said: Any) -> bool:
    return isinstance(said, int | float) and not isinstance(said, bool)
