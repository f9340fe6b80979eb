"""The day a book is read as of, where nobody says one."""

from __future__ import annotations

from datetime import date, timedelta

STALE_AFTER = timedelta(days=90)
"""A shop that is closed for a season is late; a book silent for longer is an old book."""


def day_to_read(*, asked: date | None, newest: date | None, today: date) -> date:
    """The day asked for, else today; for an old book, the day of its newest fact.

    Null: `newest` None when the book has no dated fact up to today.
    """
    if asked is not None:
        return asked
    if newest is not None and today - newest > STALE_AFTER:
        return newest
    return today
