"""Which days a world covers, and how a day's number becomes a date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from regulars.world.arrays import Days, Ints

HISTORY_DAYS = 3 * 365
NEXT_DAYS = 365
NEVER = 10**6
"""A day that lies beyond every world."""


@dataclass(frozen=True)
class Span:
    """Three years of history and the year after it; day 0 is the first day of history.

    Units: days are counted from `starts_on`; customers from before it have negative days.
    """

    ends_on: date

    @property
    def starts_on(self) -> date:
        return self.ends_on - timedelta(days=HISTORY_DAYS - 1)

    @property
    def dates(self) -> Days:
        """Each day of the history and of the year after it."""
        return self.date_of(np.arange(HISTORY_DAYS + NEXT_DAYS))

    def date_of(self, days: Ints) -> Days:
        return np.datetime64(self.starts_on, "D") + days.astype("timedelta64[D]")

    def day_of(self, on: date) -> int:
        return (on - self.starts_on).days

    def date_at(self, day: int) -> date:
        return self.starts_on + timedelta(days=day)
