"""What customers and orders are called in their source: numbered as a business numbers them."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from regulars.world.arrays import Ints
from regulars.world.cast.kinds import SOURCES
from regulars.world.goods.orders import Orders
from regulars.world.season.span import Span
from regulars.world.told.tables import numbered

CUSTOMER_BEFORE = ("C-", "S-", "T-")
ORDER_BEFORE = ("B-", "R-", "X-")
"""By source: bookings, receipts and deliveries, counted from 1 each year."""


def customer_keys(*, source: Ints, joins: Ints) -> pa.Array:
    """Each row's key in its source: who came first has the lowest number."""
    at = np.lexsort((joins, source))
    number = np.empty(len(source), dtype=np.int64)
    number[at] = counted_within(source[at])
    before = pa.array(CUSTOMER_BEFORE).take(pa.array(source))
    return numbered(before, number, digits=4)


def order_keys(*, orders: Orders, span: Span) -> pa.Array:
    """Each order's number in its source, by the time it happened.

    Shape: (orders,), row order as given.
    """
    years = span.date_of(orders.day).astype("datetime64[Y]").astype(np.int64) + 1970
    at = in_time(orders)
    number = np.empty(len(at), dtype=np.int64)
    number[at] = counted_within((years * len(SOURCES) + orders.source)[at])
    before = pa.array(ORDER_BEFORE).take(pa.array(orders.source))
    year = pc.binary_join_element_wise(before, pa.array(years).cast(pa.string()), "-", "")
    return numbered(year, number, digits=4)


def in_time(orders: Orders) -> Ints:
    """The rows of the orders by source and time."""
    return np.lexsort((orders.minute, orders.day, orders.source)).astype(np.int64)


def counted_within(groups: Ints) -> Ints:
    """1, 2, … within each run of equal numbers."""
    begins = np.flatnonzero(np.diff(groups, prepend=-1))
    lengths = np.diff(np.append(begins, len(groups)))
    return 1 + np.arange(len(groups)) - np.repeat(begins, lengths)
