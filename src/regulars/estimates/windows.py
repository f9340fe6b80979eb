"""Windows of the past: what was known at the end of a day, and what came in the days after it."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from regulars.estimates.maximum_likelihood import NotFitted
from regulars.estimates.order_days import (
    Histories,
    OrderDays,
    Outcomes,
    histories,
    last_two_gaps,
    outcomes,
)
from regulars.estimates.regularity import wheat_morrison_k, whole_k

MOST_BEFORE = 4
YEAR_DAYS = 364
"""Whole weeks, so that weekdays fall alike."""
FEWEST_DAYS_KNOWN = 28

Window = tuple[Histories, Outcomes]
"""Histories at the end of a day, and what each customer did in the window after it."""


@dataclass(frozen=True, eq=False)
class Windows:
    """
    What was known at the end of day `on`, and windows of `days` before that to learn from.

    Nothing after `on` is looked at: each window learned from ended by then.
    """

    orders: OrderDays
    on: int
    days: int

    @cached_property
    def past(self) -> Histories:
        """What was known of each customer."""
        return histories(self.orders, on=self.on)

    @cached_property
    def before(self) -> list[Window]:
        """The last windows that ended by then, one after the other, the newest first."""
        return [self._window(on) for on in self._ends()[:MOST_BEFORE]]

    @cached_property
    def has_year(self) -> bool:
        """Is there a window at the same time of the year?"""
        return self.on - YEAR_DAYS - self._first >= max(self.days, FEWEST_DAYS_KNOWN) and (
            self.days <= YEAR_DAYS
        )

    @cached_property
    def with_year(self) -> list[Window]:
        """Those before, with the one at the same time of last year."""
        ago = self.on - YEAR_DAYS
        if not self.has_year or ago in self._ends()[:MOST_BEFORE]:
            return self.before
        return [*self.before, self._window(ago)]

    @cached_property
    def k(self) -> int:
        """How regularly these customers buy; 1, at random, where that cannot be told."""
        gap, next_gap = last_two_gaps(self.orders, on=self.on)
        try:
            return whole_k(wheat_morrison_k(gap=gap, next_gap=next_gap))
        except NotFitted:
            return 1

    @property
    def _first(self) -> int:
        return int(self.orders.day.min())

    def _ends(self) -> list[int]:
        """Days before a window, with at least as much history as the window is long."""
        known = max(int(0.9 * self.days), FEWEST_DAYS_KNOWN)
        return list(range(self.on - self.days, self._first + known - 1, -(self.days // 2)))

    def _window(self, on: int) -> Window:
        past = histories(self.orders, on=on)
        return past, outcomes(self.orders, past, until=on + self.days)


def longest_window(orders: OrderDays, *, on: int, days: int) -> int:
    """
    The longest window to learn from that is no longer than `days`: half of what is known at most.

    Units:  days.
    Raises: NotFitted when there is no order.
    """
    if not len(orders.day):
        raise NotFitted("There is no order to learn from.")
    known = on - int(np.min(orders.day))
    return max(min(days, known // 2), 1)
