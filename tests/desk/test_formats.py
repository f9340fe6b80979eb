"""How money, days and durations read in both languages."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import translation

pytestmark = pytest.mark.usefixtures("book")
SUNDAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("language", "currency", "minor", "shown"),
    [
        ("en", "BDT", 4_823_456, "48,200"),
        ("bn", "BDT", 482_345_600, "৪৮,২০,০০০"),
        ("en", "JPY", 48_234, "48,200"),
        ("en", "KWD", 48_234_567, "48,200"),
        ("en", "KWD", 4_823, "4.820"),
        ("en", "GBP", 399, "3.99"),
        ("en", "GBP", 1_249, "12"),
        ("en", "GBP", 0, "0"),
    ],
)
def test_an_estimate_has_three_digits_and_the_decimals_of_its_currency(
    language: str, currency: str, minor: int, shown: str
) -> None:
    from regulars.desk.formats.money import estimate

    with translation.override(language):
        said = estimate(minor, currency=currency)
    assert said.endswith(shown)
    assert said.removesuffix(shown).strip() in {"৳", "£", "¥", "KWD"}


@pytest.mark.parametrize(
    ("low", "high", "shown"),
    [
        (3_100_000, 6_600_000, "31,000–66,000"),
        (3_149_999, 6_600_001, "31,000–67,000"),
        (0, 950, "0–9.50"),
    ],
)
def test_an_interval_is_rounded_outwards(low: int, high: int, shown: str) -> None:
    from regulars.desk.formats.money import interval

    with translation.override("en"):
        assert interval(low, high, currency="BDT") == shown


@pytest.mark.parametrize(
    ("language", "minutes", "shown"),
    [
        ("en", 130, "2 h 10 min"),
        ("en", 240, "4 h"),
        ("en", 45, "45 min"),
        ("en", 0, "0 min"),
        ("bn", 130, "২ ঘণ্টা ১০ মিনিট"),
    ],
)
def test_durations_are_said_in_hours_and_minutes(language: str, minutes: int, shown: str) -> None:
    from regulars.desk.formats import durations

    with translation.override(language):
        assert durations.minutes(minutes) == shown


def test_days_are_said_as_people_say_them() -> None:
    from regulars.desk.formats import days

    with translation.override("en"):
        assert days.long_day(SUNDAY) == "Sunday 22 November"
        assert days.day(SUNDAY) == "22 Nov"
    with translation.override("bn"):
        assert days.long_day(SUNDAY) == "রবিবার ২২ নভেম্বর"
        assert days.day_and_year(SUNDAY) == "২২ নভেম্বর ২০২৬"
