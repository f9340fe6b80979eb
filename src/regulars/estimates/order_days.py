"""The days on which customers ordered, and what was known of each on a day of the past."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from regulars.estimates.arguments import Floats

Whole = npt.NDArray[np.int64]
DAYS_PER_WEEK = 7.0
COUNTED_DAYS = (28, 91, 182, 364)
SPENT_DAYS = (91, 364)
"""Whole weeks, so that no window has one Saturday more than another."""


@dataclass(frozen=True, eq=False)
class OrderDays:
    """
    Days with an order or a return, sorted by customer and by day.

    Shape: (rows,) each. `customer` from 0, `day` counts days from any one day, `orders` is 0 on a
           day with nothing but returns, `amount` is net of them, in one currency, and 0 where
           that is not known.
    """

    customer: Whole
    day: Whole
    orders: Floats
    amount: Floats

    def until(self, day: int) -> "OrderDays":
        """Those up to and including a day."""
        return self._those(self.day <= day)

    @property
    def with_orders(self) -> "OrderDays":
        """Those with an order."""
        return self._those(self.orders > 0)

    def _those(self, rows: npt.NDArray[np.bool_]) -> "OrderDays":
        return OrderDays(self.customer[rows], self.day[rows], self.orders[rows], self.amount[rows])


@dataclass(frozen=True, eq=False)
class Histories:
    """
    What was known of each customer at the end of a day, if they had ordered by then.

    Shape: (customers,) each. x: days with an order after the first; t_x, age: days since the first
           until the last order, until `on`; bought = x + 1; spend of all orders so far.
    """

    on: int
    customer: Whole
    x: Floats
    t_x: Floats
    age: Floats
    spend: Floats
    lately: Floats
    """(customers, len(COUNTED_DAYS) + len(SPENT_DAYS)): orders and spend of the last days."""

    @property
    def bought(self) -> Floats:
        return self.x + 1

    @property
    def mean_value(self) -> Floats:
        """Null (NaN) where no spend is known, or returns left none."""
        return np.where(self.spend > 0, self.spend / self.bought, np.nan)

    @property
    def in_weeks(self) -> dict[str, Floats]:
        """As the models of purchases take them."""
        return {"x": self.x, "t_x": self.t_x / DAYS_PER_WEEK, "age": self.age / DAYS_PER_WEEK}

    def some(self, rows: npt.NDArray[np.intp]) -> "Histories":
        """Some of the customers."""
        return Histories(
            self.on,
            self.customer[rows],
            self.x[rows],
            self.t_x[rows],
            self.age[rows],
            self.spend[rows],
            self.lately[rows],
        )


@dataclass(frozen=True, eq=False)
class Outcomes:
    """
    What came after: days with an order, and spend, where returns leave any.

    Shape: (customers,), as the histories.
    """

    bought: Floats
    spent: Floats


def histories(days: OrderDays, *, on: int) -> Histories:
    """What was known at the end of day `on`: nothing after it is looked at."""
    past = days.until(on)
    ordered = past.with_orders
    known, first = np.unique(ordered.customer, return_index=True)
    bought = np.diff(np.append(first, len(ordered.customer)))
    first_day, last_day = ordered.day[first], ordered.day[first + bought - 1]
    # A return may come of who never ordered: of an order before the ledger begins.
    past = past._those(np.isin(past.customer, known))
    of_row = np.searchsorted(known, past.customer)
    ago = on - past.day

    def summed(values: Floats, within: int) -> Floats:
        recent = np.where(ago < within, values, 0.0)
        return np.bincount(of_row, weights=recent, minlength=len(known)).astype(np.float64)

    lately = [summed(past.orders, within) for within in COUNTED_DAYS]
    lately += [summed(past.amount, within) for within in SPENT_DAYS]
    return Histories(
        on,
        known,
        (bought - 1).astype(np.float64),
        (last_day - first_day).astype(np.float64),
        (on - first_day).astype(np.float64),
        np.bincount(of_row, weights=past.amount, minlength=len(known)).astype(np.float64),
        np.array(lately).T,
    )


def outcomes(days: OrderDays, past: Histories, *, until: int) -> Outcomes:
    """What those customers did after the histories' day, up to and including day `until`."""
    after = days._those((days.day > past.on) & (days.day <= until))
    place = np.searchsorted(past.customer, after.customer)
    place = np.minimum(place, max(len(past.customer) - 1, 0))
    known = np.zeros(len(place), dtype=bool)
    if len(past.customer):
        known = past.customer[place] == after.customer
    after, place, size = after._those(known), place[known], len(past.customer)
    ordered = (after.orders > 0).astype(np.float64)
    return Outcomes(
        np.bincount(place, weights=ordered, minlength=size).astype(np.float64),
        np.maximum(np.bincount(place, weights=after.amount, minlength=size), 0.0),
    )


def last_two_gaps(days: OrderDays, *, on: int) -> tuple[Floats, Floats]:
    """The last two gaps between days with an order, of who has two, in days."""
    past = days.until(on).with_orders
    _, first = np.unique(past.customer, return_index=True)
    bought = np.diff(np.append(first, len(past.customer)))
    last = (first + bought - 1)[bought > 2]
    one = past.day[last - 1] - past.day[last - 2]
    two = past.day[last] - past.day[last - 1]
    return one.astype(np.float64), two.astype(np.float64)
