"""When the worker makes the day's results."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest

from regulars.jobs.schedule import TRY_AGAIN_AFTER, morning_is_due

SEVEN = time(7)
DHAKA = "Asia/Dhaka"
"""Six hours ahead of UTC, all year."""


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "made_at", "due"),
    [
        ("2026-11-22 00:59", "2026-11-21 01:00", False),  # 06:59 in Dhaka
        ("2026-11-22 01:00", "2026-11-21 01:00", True),  # 07:00
        ("2026-11-22 01:00", "2026-11-22 00:59", True),  # made before seven: not the morning's
        ("2026-11-22 09:00", "2026-11-22 01:00", False),  # made at seven
        ("2026-11-22 17:59", "2026-11-20 01:00", True),  # 23:59: the machine was off until now
        ("2026-11-22 18:01", "2026-11-21 01:00", False),  # 00:01 of the next day: not yet morning
    ],
)
def test_it_is_due_once_a_day_from_that_time_on(now: str, made_at: str, due: bool) -> None:
    assert due is morning_is_due(
        now=utc(now), at=SEVEN, zone=DHAKA, made_at=utc(made_at), asked_at=None
    )


def test_a_book_without_results_gets_them() -> None:
    now = utc("2026-11-22 02:00")
    assert morning_is_due(now=now, at=SEVEN, zone=DHAKA, made_at=None, asked_at=None)


def test_no_time_of_day_is_never() -> None:
    now = utc("2026-11-22 02:00")
    assert not morning_is_due(now=now, at=None, zone=DHAKA, made_at=None, asked_at=None)


def test_after_a_refresh_that_failed_it_is_tried_again_later_not_at_once() -> None:
    asked_at = utc("2026-11-22 01:00")
    for passed, due in ((timedelta(minutes=1), False), (TRY_AGAIN_AFTER, True)):
        assert due is morning_is_due(
            now=asked_at + passed, at=SEVEN, zone=DHAKA, made_at=None, asked_at=asked_at
        )


def test_a_time_that_the_clocks_leave_out_is_due_when_they_go_on() -> None:
    # In Berlin 02:30 of 29 March 2026 does not exist: the clock goes from 02:00 to 03:00.
    made = utc("2026-03-28 01:30")
    before, after = utc("2026-03-29 00:59"), utc("2026-03-29 01:31")
    zone, at = "Europe/Berlin", time(2, 30)
    assert not morning_is_due(now=before, at=at, zone=zone, made_at=made, asked_at=None)
    assert morning_is_due(now=after, at=at, zone=zone, made_at=made, asked_at=None)
