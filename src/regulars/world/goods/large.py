"""Which customers are large: by what they really spent."""

from __future__ import annotations

import numpy as np

from regulars.world.arrays import Flags
from regulars.world.goods.lines import Lines, sums
from regulars.world.goods.orders import CANCELLED, Orders

LARGE_SHARE = 0.05


def large_customers(*, orders: Orders, lines: Lines, customers: int) -> Flags:
    """The top twentieth by spend in the whole history, returns taken off.

    Shape: (customers,) bool.
    """
    amount = sums(lines=lines, orders=len(orders.day))
    counted = (orders.customer >= 0) & (orders.state != CANCELLED)
    spend = np.zeros(customers, dtype=np.int64)
    np.add.at(spend, orders.customer[counted], amount[counted])
    largest_first = np.argsort(-spend, kind="stable")
    large = np.zeros(customers, dtype=bool)
    large[largest_first[: round(LARGE_SHARE * customers)]] = True
    return large & (spend > 0)
