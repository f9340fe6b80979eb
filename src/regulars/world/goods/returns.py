"""What comes back: goods returned to the shop, parts of a stay paid back."""

from __future__ import annotations

import numpy as np

from regulars.world.arrays import Ints
from regulars.world.cast.kinds import CABINS, SHOP, SOURCES, TEXTILES
from regulars.world.chance import chance
from regulars.world.goods.lines import LINE_KINDS, Lines
from regulars.world.goods.orders import PLACED, RETURNED, Orders, minutes_of_the_day
from regulars.world.season.span import HISTORY_DAYS

RETURN_SHARE = {CABINS: 0.015, SHOP: 0.025, TEXTILES: 0.03}
"""Of placed orders without a concession."""
LINE_COMES_BACK = 0.5
WITHIN_DAYS = 12


def with_returns(*, orders: Orders, lines: Lines, seed: int) -> tuple[Orders, Lines]:
    """Orders and lines, and after them the returns with their negative lines."""
    rng = chance(seed=seed, part="returns")
    undone, day = _undone(orders=orders, lines=lines, rng=rng)
    back = _lines_back(lines=lines, undone=undone, rng=rng)
    # An order of which by chance no line came back has no return.
    some = np.isin(undone, lines.order[back])
    undone, day = undone[some], day[some]
    first = len(orders.day)
    row_of = np.full(first, -1)
    row_of[undone] = first + np.arange(len(undone))
    return (
        _returning_orders(orders=orders, undone=undone, day=day, rng=rng),
        _returning_lines(lines=lines, back=back, row_of=row_of),
    )


def _undone(*, orders: Orders, lines: Lines, rng: np.random.Generator) -> tuple[Ints, Ints]:
    share = np.array([RETURN_SHARE[name] for name in SOURCES])[orders.source]
    n = len(orders.day)
    day = orders.day + rng.integers(1, 1 + WITHIN_DAYS, n)
    plain = np.ones(n, dtype=bool)
    plain[lines.order[lines.counts_as_spend & (lines.product < 0)]] = False
    comes_back = (rng.random(n) < share) & plain & (orders.state == PLACED)
    undone = np.flatnonzero(comes_back & (day < HISTORY_DAYS))
    return undone, day[undone]


def _lines_back(*, lines: Lines, undone: Ints, rng: np.random.Generator) -> Ints:
    able = np.isin(lines.order, undone) & (lines.kind == LINE_KINDS.index("product"))
    return np.flatnonzero(able & (rng.random(len(able)) < LINE_COMES_BACK))


def _returning_orders(
    *, orders: Orders, undone: Ints, day: Ints, rng: np.random.Generator
) -> Orders:
    source = orders.source[undone]
    minute = minutes_of_the_day(source=source, day=day, rng=rng)
    return Orders(
        customer=np.concatenate([orders.customer, orders.customer[undone]]),
        source=np.concatenate([orders.source, source]),
        day=np.concatenate([orders.day, day]),
        minute=np.concatenate([orders.minute, minute]),
        state=np.concatenate([orders.state, np.full(len(undone), RETURNED)]),
        channel=np.concatenate([orders.channel, orders.channel[undone]]),
        undoes=np.concatenate([orders.undoes, undone]),
        issue=np.concatenate([orders.issue, np.full(len(undone), -1)]),
    )


def _returning_lines(*, lines: Lines, back: Ints, row_of: Ints) -> Lines:
    return Lines(
        order=np.concatenate([lines.order, row_of[lines.order[back]]]),
        product=np.concatenate([lines.product, lines.product[back]]),
        kind=np.concatenate([lines.kind, lines.kind[back]]),
        quantity_milli=np.concatenate([lines.quantity_milli, -lines.quantity_milli[back]]),
        amount_minor=np.concatenate([lines.amount_minor, -lines.amount_minor[back]]),
    )
