"""The facts `order` and `order_line`."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from regulars.contracts import ORDER, ORDER_LINE
from regulars.world.arrays import Flags, Ints
from regulars.world.cast.kinds import CABINS, SOURCES
from regulars.world.goods.abroad import CURRENCIES, HOME
from regulars.world.goods.lines import LINE_KINDS, sums
from regulars.world.goods.orders import CHANNELS, PAPER_BOOK_DAYS, RETURNED, STATES
from regulars.world.goods.products import PRODUCTS
from regulars.world.life.issues import ISSUES
from regulars.world.season.campaigns import CAMPAIGNS
from regulars.world.told.keys import counted_within, in_time
from regulars.world.told.known import Known
from regulars.world.told.tables import dates_of, fact_table, instants_of, numbered, texts_at

QUARTER_DAYS = 91
_REDUCING = tuple(LINE_KINDS.index(kind) for kind in ("discount", "voucher"))


def order_table(known: Known) -> pa.Table:
    """The fact `order`, by source and time."""
    orders, span = known.orders, known.span
    columns = {
        "source_id": known.numbers,
        "source": texts_at(SOURCES, orders.source),
        "customer_key": texts_at(known.keys, orders.customer),
        "state": texts_at(STATES, orders.state),
        "returns_order_key": texts_at(known.numbers, orders.undoes),
        "happened_at": instants_of(span=span, days=orders.day, minutes=orders.minute),
        "happened_on": dates_of(span=span, days=orders.day),
        "amount_minor": sums(lines=known.lines, orders=len(orders.day)),
        "currency": texts_at(CURRENCIES, currency_of_orders(known)),
        "channel": texts_at(CHANNELS, orders.channel),
        "discount_minor": pa.array(_reductions(known), mask=~_reductions_noted(known)),
        "discount_code": texts_at([one.code for one in CAMPAIGNS], _with_returns(known)),
    }
    return fact_table(contract=ORDER, columns=columns).take(in_time(orders))


def order_line_table(known: Known) -> pa.Table:
    """The fact `order_line`, in the order of the orders."""
    orders, lines = known.orders, known.lines
    place = np.empty(len(orders.day), dtype=np.int64)
    place[in_time(orders)] = np.arange(len(place))
    at = np.argsort(place[lines.order], kind="stable")
    order = lines.order[at]
    names = texts_at(known.numbers, order)
    columns = {
        "source_id": numbered(
            pc.binary_join_element_wise(names, "/", ""), counted_within(order), digits=1
        ),
        "source": texts_at(SOURCES, orders.source[order]),
        "order_key": names,
        "product_key": texts_at([product.key for product in PRODUCTS], lines.product[at]),
        "lot": _lots(known, at),
        "kind": texts_at(LINE_KINDS, lines.kind[at]),
        "quantity_milli": pa.array(lines.quantity_milli[at], mask=lines.product[at] < 0),
        "amount_minor": lines.amount_minor[at],
        "currency": texts_at(CURRENCIES, currency_of_orders(known)[order]),
    }
    return fact_table(contract=ORDER_LINE, columns=columns)


def _lots(known: Known, at: Ints) -> pa.Array:
    """Of products that are made in lots: the lot of the issue that an order is exposed to, else the
    lot of the quarter."""
    orders, lines, bought = known.orders, known.lines, known.history.purchases
    issue = np.full(len(orders.day), -1)
    issue[: len(bought.issue)] = bought.issue
    returned = orders.undoes >= 0
    issue[returned] = issue[orders.undoes[returned]]
    made = {one.product: one for one in ISSUES if one.lot is not None}
    keys = [product.key for product in PRODUCTS]
    day_of = np.where(returned, orders.day[orders.undoes], orders.day)
    found: list[str | None] = []
    for line in at.tolist():
        product = int(lines.product[line])
        one = made.get(keys[product]) if product >= 0 else None
        if one is None or one.lot is None:
            found.append(None)
            continue
        order = int(lines.order[line])
        exposed = issue[order] >= 0 and ISSUES[int(issue[order])] is one
        quarter = int(day_of[order]) // QUARTER_DAYS
        found.append(one.lot if exposed else f"{one.lot.split('-')[0]}-{100 + quarter}")
    return pa.array(found, pa.string())


def currency_of_orders(known: Known) -> Ints:
    """The currency of each order, a place in CURRENCIES."""
    return np.asarray(np.append(known.currency, HOME)[known.orders.customer])


def _reductions(known: Known) -> Ints:
    reduced = np.isin(known.lines.kind, _REDUCING)
    total = np.zeros(len(known.orders.day), dtype=np.int64)
    np.add.at(total, known.lines.order[reduced], -known.lines.amount_minor[reduced])
    return total


def _reductions_noted(known: Known) -> Flags:
    """The paper book of the cabins did not note them, and a return has none of its own."""
    orders = known.orders
    paper = (orders.source == SOURCES.index(CABINS)) & (orders.day < PAPER_BOOK_DAYS)
    return np.asarray(~paper & (orders.state != RETURNED))


def _with_returns(known: Known) -> Ints:
    """The campaign of each order; a return uses none."""
    used = np.full(len(known.orders.day), -1)
    used[: len(known.used)] = known.used
    paper = ~_reductions_noted(known)
    used[paper] = -1
    return used
