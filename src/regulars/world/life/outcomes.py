"""What became of the days of a future, as tables."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from regulars.world.arrays import Flags, Floats, Ints
from regulars.world.cast.kinds import SOURCES
from regulars.world.life.acts import Act
from regulars.world.life.care import HURT, LANDED, NOTHING
from regulars.world.life.future import Future
from regulars.world.life.hidden import Hidden
from regulars.world.life.setting import Setting
from regulars.world.season.span import HISTORY_DAYS, NEVER

RESULTS = {HURT: "hurt", NOTHING: "nothing", LANDED: "landed"}


@dataclass(frozen=True)
class Outcomes:
    """What became of the days.

    Shape: `customers`: source, source_id, orders, spend_minor, first_order_on, left_on, sent,
           sent_spend_minor, troubles; rows as in the fact `customer`. `orders`: source,
           customer_key, happened_on, amount_minor, by day. `acts`: on, source, source_id, care,
           manner, result (landed, nothing, hurt), in the order in which they were done.
    Units: poisha, what orders leave after cancellations and returns; at home prices for who pays
           in another currency; `sent_spend_minor` what those sent spend until the last day, on
           average. Orders count as they are placed, whether they stand or not.
    Null:  `first_order_on`: no order in these days; `left_on`: still there on the last.
    """

    customers: pa.Table
    orders: pa.Table
    acts: pa.Table


@dataclass
class Lived:
    """What is noted while the days pass: who bought for how much, who sent, what acts became."""

    troubles: Ints
    bought: list[tuple[Ints, Floats, int]] = field(default_factory=list)
    sent: list[tuple[Ints, int]] = field(default_factory=list)
    done: list[tuple[Act, int]] = field(default_factory=list)


def outcomes_of(*, hidden: Hidden, future: Future, lived: Lived, last: int) -> Outcomes:
    """The tables, of the days up to and with `last`."""
    return Outcomes(
        customers=_customers(hidden, future, lived, last),
        orders=_orders(hidden, future.setting, lived),
        acts=_acts(lived),
    )


def who(hidden: Hidden) -> dict[str, pa.Array]:
    """The two columns that name the customers, rows as in the fact `customer`."""
    at = pa.array(hidden.by_key)
    source = pa.array(SOURCES).take(pa.array(hidden.setting.roster.source))
    return {"source": source.take(at), "source_id": hidden.keys.take(at)}


def _customers(hidden: Hidden, future: Future, lived: Lived, last: int) -> pa.Table:
    setting, n = future.setting, len(future.setting)
    orders, first = np.zeros(n, dtype=np.int64), np.full(n, NEVER)
    spend, sent_spend = np.zeros(n), np.zeros(n)
    sent = np.zeros(n, dtype=np.int64)
    for rows, amounts, day in lived.bought:
        orders[rows] += 1
        spend[rows] += amounts
        first[rows] = np.minimum(first[rows], day)
    worth = _worth_of_who_is_sent(hidden, setting)
    for rows, day in lived.sent:
        sent[rows] += 1
        sent_spend[rows] += (last - day) / 365 * worth[setting.roster.source[rows]]
    leaves = future.state.leaves
    columns = {
        "orders": orders,
        "spend_minor": np.rint(spend).astype(np.int64),
        "first_order_on": _days(setting, first, known=first < NEVER),
        "left_on": _days(setting, leaves, known=leaves <= last),
        "sent": sent,
        "sent_spend_minor": np.rint(sent_spend).astype(np.int64),
        "troubles": lived.troubles,
    }
    of_roster = pa.table(columns).take(pa.array(hidden.by_key))
    return pa.table({**who(hidden), **dict(zip(columns, of_roster.columns, strict=True))})


def _days(setting: Setting, days: Ints, *, known: Flags) -> pa.Array:
    return pa.array(setting.span.date_of(np.where(known, days, 0)), mask=~known)


def _worth_of_who_is_sent(hidden: Hidden, setting: Setting) -> Floats:
    """What somebody who has just come spends in a year, on average, by source."""
    laws, roster = setting.laws, setting.roster
    new = laws.buys & (laws.joins >= HISTORY_DAYS - 365) & (roster.account < 0)
    yearly = np.where(laws.buys_once, 1.0, laws.order_rate) * hidden.order_minor
    of_source = [yearly[new & (roster.source == number)] for number in range(len(SOURCES))]
    return np.array([values.mean() if len(values) else 0.0 for values in of_source])


def _orders(hidden: Hidden, setting: Setting, lived: Lived) -> pa.Table:
    rows = np.concatenate([np.zeros(0, np.int64), *(one[0] for one in lived.bought)])
    amounts = np.concatenate([np.zeros(0), *(one[1] for one in lived.bought)])
    days = [np.full(len(one[0]), one[2]) for one in lived.bought]
    day = np.concatenate([np.zeros(0, np.int64), *days])
    return pa.table(
        {
            "source": pa.array(SOURCES).take(pa.array(setting.roster.source[rows])),
            "customer_key": hidden.keys.take(pa.array(rows)),
            "happened_on": pa.array(setting.span.date_of(day)),
            "amount_minor": np.rint(amounts).astype(np.int64),
        }
    )


def _acts(lived: Lived) -> pa.Table:
    def texts(name: str) -> pa.Array:
        return pa.array([getattr(act, name) for act, _ in lived.done], type=pa.string())

    return pa.table(
        {
            "on": pa.array([act.on for act, _ in lived.done], type=pa.date32()),
            "source": texts("source"),
            "source_id": texts("source_id"),
            "care": texts("care"),
            "manner": texts("manner"),
            "result": pa.array([RESULTS[what] for _, what in lived.done], type=pa.string()),
        }
    )
