"""The facts `order` and `order_line`: numbered as a business numbers them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from regulars.contracts import ORDER, ORDER_LINE
from regulars.world.arrays import Ints
from regulars.world.cast.kinds import CABINS, SHOP, SOURCES
from regulars.world.goods.lines import LINE_KINDS, Lines, sums
from regulars.world.goods.orders import CHANNELS, STATES, Orders
from regulars.world.goods.products import PRODUCTS
from regulars.world.span import Span
from regulars.world.told.tables import CURRENCY, dates_of, fact_table, instants_of, texts_at

NUMBERS = {CABINS: "B-{year}-{number:04d}", SHOP: "R-{year}-{number:05d}"}
"""Bookings and receipts, counted from 1 each year."""


def order_keys(*, orders: Orders, span: Span) -> list[str]:
    """Each order's number in its source, by the time it happened.

    Shape: (orders,), row order as given.
    """
    keys = [""] * len(orders.day)
    counts: dict[tuple[int, int], int] = {}
    years = span.date_of(orders.day).astype("datetime64[Y]").astype(np.int64) + 1970
    for row in _in_time(orders).tolist():
        place = (int(orders.source[row]), int(years[row]))
        counts[place] = counts.get(place, 0) + 1
        pattern = NUMBERS[SOURCES[place[0]]]
        keys[row] = pattern.format(year=place[1], number=counts[place])
    return keys


def order_table(
    *, orders: Orders, lines: Lines, keys: Sequence[str], customer_keys: Sequence[str], span: Span
) -> pa.Table:
    """The fact `order`, by source and time."""
    columns = {
        "source_id": keys,
        "source": texts_at(SOURCES, orders.source),
        "customer_key": texts_at(customer_keys, orders.customer),
        "state": texts_at(STATES, orders.state),
        "returns_order_key": texts_at(keys, orders.undoes),
        "happened_at": instants_of(span=span, days=orders.day, minutes=orders.minute),
        "happened_on": dates_of(span=span, days=orders.day),
        "amount_minor": sums(lines=lines, orders=len(keys)),
        "currency": [CURRENCY] * len(keys),
        "channel": texts_at(CHANNELS, orders.channel),
    }
    return fact_table(contract=ORDER, columns=columns).take(_in_time(orders))


def order_line_table(*, orders: Orders, lines: Lines, keys: Sequence[str]) -> pa.Table:
    """The fact `order_line`, in the order of the orders."""
    place = np.empty(len(keys), dtype=np.int64)
    place[_in_time(orders)] = np.arange(len(keys))
    at = np.argsort(place[lines.order], kind="stable")
    order = lines.order[at]
    names = [keys[row] for row in order.tolist()]
    numbers = _counted_within(order).tolist()
    columns = {
        "source_id": [f"{name}/{number}" for name, number in zip(names, numbers, strict=True)],
        "source": texts_at(SOURCES, orders.source[order]),
        "order_key": names,
        "product_key": texts_at([product.key for product in PRODUCTS], lines.product[at]),
        "kind": texts_at(LINE_KINDS, lines.kind[at]),
        "quantity_milli": pa.array(lines.quantity_milli[at], mask=lines.product[at] < 0),
        "amount_minor": lines.amount_minor[at],
        "currency": [CURRENCY] * len(names),
    }
    return fact_table(contract=ORDER_LINE, columns=columns)


def _in_time(orders: Orders) -> Ints:
    return np.lexsort((orders.minute, orders.day, orders.source)).astype(np.int64)


def _counted_within(sorted_groups: Ints) -> Ints:
    """1, 2, … within each run of equal numbers."""
    begins = np.flatnonzero(np.diff(sorted_groups, prepend=-1))
    lengths = np.diff(np.append(begins, len(sorted_groups)))
    return 1 + np.arange(len(sorted_groups)) - np.repeat(begins, lengths)
