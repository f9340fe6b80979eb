"""What is true of each customer and no import would ever tell: decisions are judged by it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from regulars.world.arrays import Flags, Floats
from regulars.world.cast.kinds import KINDS, SOURCES
from regulars.world.cast.laws import Laws
from regulars.world.cast.roster import Roster
from regulars.world.goods.baskets import expected_list_price_minor
from regulars.world.goods.orders import CANCELLED_SHARE
from regulars.world.goods.returns import LINE_COMES_BACK, RETURN_SHARE
from regulars.world.goods.terms import CONCESSION_SHARE, LET_DOWN
from regulars.world.season.seasons import demand
from regulars.world.span import HISTORY_DAYS, Span
from regulars.world.told.customers import rows_by_key
from regulars.world.told.tables import CURRENCY, dates_of


def truth_table(
    *,
    roster: Roster,
    laws: Laws,
    is_large: Flags,
    rhythm_broke: Flags,
    keys: Sequence[str],
    span: Span,
) -> pa.Table:
    """One row a customer, rows as in the fact `customer`.

    Units: `buying_rate` orders a year while active, in a year of average season, cancelled
           ones included; `regularity` the shape of the gaps (1: random, 25: a clock);
           `taste` 0 distance to 1 contact; `expected_` the year after `ends_on`, orders
           that stand, spend net of returns.
    Null:  rate, regularity: buys nothing of their own; `left_on`: still there on `ends_on`,
           perhaps only late.
    """
    orders = expected_orders(roster=roster, laws=laws, span=span)
    order_minor = expected_order_minor(roster=roster, laws=laws)
    left = laws.buys & (laws.leaves < HISTORY_DAYS)
    rate = pa.array(np.round(laws.order_rate, 6), mask=~laws.buys)
    columns = {
        "source_id": pa.array(keys),
        "source": pa.array([roster.kind_at(row).source for row in range(len(roster))]),
        "person_key": pa.array([keys[row] for row in roster.person.tolist()]),
        "segment": pa.array([roster.kind_at(row).name for row in range(len(roster))]),
        "buying_rate": rate,
        "regularity": pa.array(np.round(laws.regularity, 6), mask=~laws.buys),
        "joined_on": dates_of(span=span, days=laws.joins),
        "left_on": dates_of(span=span, days=laws.leaves, known=left),
        "taste": pa.array(laws.taste),
        "is_large": pa.array(is_large),
        "rhythm_broke": pa.array(rhythm_broke),
        "expected_orders_365": pa.array(np.round(orders, 6)),
        "expected_spend_365_minor": pa.array(np.rint(orders * order_minor).astype(np.int64)),
        "currency": pa.array([CURRENCY] * len(roster)),
    }
    return pa.table(columns).take(rows_by_key(roster=roster, laws=laws))


def expected_orders(*, roster: Roster, laws: Laws, span: Span) -> Floats:
    """Orders that will stand in the year after the history: rate by season by still there.

    Shape: (customers,) float64; 0 for who left.
    Units: the long-run rate; where somebody stands within the current gap moves it by at
           most about half an order.
    """
    per_kind = np.array([demand(kind=kind, span=span)[HISTORY_DAYS:] for kind in KINDS])
    days = np.arange(per_kind.shape[1]) + 0.5
    expected = np.zeros(len(roster))
    for row in np.flatnonzero(laws.buys & (laws.leaves >= HISTORY_DAYS)).tolist():
        still_there = np.exp(-laws.leaving_rate[row] * days / 365)
        exposure = float((per_kind[roster.kind[row]] * still_there).sum()) / 365
        expected[row] = laws.order_rate[row] * exposure
    return np.asarray(expected * (1 - _by_source(CANCELLED_SHARE, roster)), dtype=np.float64)


def expected_order_minor(*, roster: Roster, laws: Laws) -> Floats:
    """What a standing order leaves on average, after concessions and returns.

    Shape: (customers,) float64, poisha.
    """
    list_price = expected_list_price_minor(kinds=roster.kind, sizes=laws.size)
    comes_back = _by_source(RETURN_SHARE, roster) * LINE_COMES_BACK * (1 - CONCESSION_SHARE)
    return np.asarray(list_price * (1 - LET_DOWN - comes_back), dtype=np.float64)


def _by_source(shares: dict[str, float], roster: Roster) -> Floats:
    source = np.array([SOURCES.index(kind.source) for kind in KINDS])[roster.kind]
    return np.asarray(np.array([shares[name] for name in SOURCES])[source], dtype=np.float64)
