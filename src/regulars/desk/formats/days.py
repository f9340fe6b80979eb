"""Days and times of day in the active language, in the book's time zone."""

from __future__ import annotations

from datetime import date, datetime

from babel.dates import format_date
from django.utils.timezone import localtime

from regulars.desk.formats.numbers import language, locale, numerals

# Bengali has no short month names that people write; the long ones are short enough.
SHORT_MONTH = {"bn": "MMMM"}


def long_day(on: date) -> str:
    """Sunday 22 November."""
    return _written(on, "EEEE d MMMM")


def long_day_and_year(on: date) -> str:
    """Friday 9 December 2011."""
    return _written(on, "EEEE d MMMM y")


def day(on: date) -> str:
    """22 Nov."""
    return _written(on, f"d {_month()}")


def day_and_year(on: date) -> str:
    """9 Dec 2011."""
    return _written(on, f"d {_month()} y")


def month_and_year(on: date) -> str:
    """March 2023."""
    return _written(on, "MMMM y")


def date_of(at: datetime) -> date:
    """The day of an instant, in the book's zone."""
    return localtime(at).date()


def clock(at: datetime) -> str:
    """09:12, in the book's zone."""
    return numerals(f"{localtime(at):%H:%M}")


def moment(at: datetime) -> str:
    """9 Dec 2011, 09:12, in the book's zone."""
    return f"{day_and_year(localtime(at).date())}, {clock(at)}"


def since(at: datetime) -> str:
    """09:12 of today; of another day 22 Nov, 09:12."""
    local = localtime(at)
    if local.date() == localtime().date():
        return clock(at)
    return f"{day(local.date())}, {clock(at)}"


def _written(on: date, pattern: str) -> str:
    return numerals(format_date(on, pattern, locale=locale()))


def _month() -> str:
    return SHORT_MONTH.get(language(), "MMM")
