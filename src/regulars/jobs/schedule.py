"""When the morning's refresh is due."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

TRY_AGAIN_AFTER = timedelta(minutes=15)
"""After a refresh that failed: the disk may have room again, the warehouse may be back."""


def morning_is_due(
    *,
    now: datetime,
    at: time | None,
    zone: str,
    made_at: datetime | None,
    asked_at: datetime | None,
) -> bool:
    """Whether the day's results are to be made now.

    Units: `at` is the wall-clock time of the book's zone; the others are instants. A morning that
           the machine slept through is made up for when it wakes; on the day the clocks change,
           `at` is when the wall clock first shows it or a later time.
    Null:  `at` None: never. `made_at` None: there are no results yet. `asked_at` None: the worker
           has not asked for a refresh since it began.
    """
    if at is None:
        return False
    place = ZoneInfo(zone)
    local = now.astimezone(place)
    if local.time() < at:
        return False
    this_morning = datetime.combine(local.date(), at, tzinfo=place)
    if made_at is not None and made_at >= this_morning:
        return False
    return asked_at is None or now - asked_at >= TRY_AGAIN_AFTER
