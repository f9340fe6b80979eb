"""The facts `problem` and `problem_event`: what went wrong with orders, and how it was solved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from regulars.contracts import PROBLEM, PROBLEM_EVENT
from regulars.world.arrays import Ints
from regulars.world.cast.kinds import CABINS, SHOP, SOURCES
from regulars.world.chance import chance
from regulars.world.goods.orders import PLACED, Orders
from regulars.world.span import HISTORY_DAYS, Span
from regulars.world.told.tables import dates_of, fact_table, texts_at

PROBLEM_SHARE = {CABINS: 0.06, SHOP: 0.015}
TOPICS = {
    CABINS: ("hot water", "noise", "bill", "cleaning", "booking"),
    SHOP: ("delivery", "quality", "bill", "missing goods"),
}
STATES = ("open", "waiting", "solved", "closed")
OPEN, WAITING, SOLVED, CLOSED = range(4)
TOLD_AFTER_DAYS = 2.0
SOLVED_AFTER_DAYS = 6.0
LINGERS_SHARE = 0.2
LINGERS_TIMES = 12.0
CLOSED_SHARE = 0.08
WAITING_SHARE = 0.4
REOPENED_SHARE = 0.1
KINDS = ("contact", "reopened", "solved", "closed")


@dataclass(frozen=True)
class Troubles:
    """One row a problem. Units: days of the span; `ended` and `reopened` -1 where not.

    Shape: each (problems,); `order` is the row of the order it is about, `topic` in [0, 1) says
           which of its source's topics, `state` of STATES.
    """

    order: Ints
    told: Ints
    ended: Ints
    reopened: Ints
    state: Ints
    topic: list[str]


def draw_troubles(*, orders: Orders, seed: int) -> Troubles:
    """Problems of named customers' orders, by the day they were told."""
    rng = chance(seed=seed, part="troubles")
    share = np.array([PROBLEM_SHARE[name] for name in SOURCES])[orders.source]
    hit = (orders.customer >= 0) & (orders.state == PLACED) & (rng.random(len(share)) < share)
    order = np.flatnonzero(hit)
    told = orders.day[order] + rng.exponential(TOLD_AFTER_DAYS, len(order)).astype(np.int64)
    order, told = order[told < HISTORY_DAYS], told[told < HISTORY_DAYS]
    n = len(order)
    lingers = np.where(rng.random(n) < LINGERS_SHARE, LINGERS_TIMES, 1.0)
    ended = told + (lingers * rng.exponential(SOLVED_AFTER_DAYS, n)).astype(np.int64)
    again = rng.random(n) < REOPENED_SHARE
    reopened = np.where(again & (ended + 1 < HISTORY_DAYS), ended + 1, -1)
    ended = np.where(reopened >= 0, reopened + 3, ended)
    over = ended < HISTORY_DAYS
    waiting = rng.random(n) < WAITING_SHARE
    closed = rng.random(n) < CLOSED_SHARE
    topics = [TOPICS[SOURCES[source]] for source in orders.source[order].tolist()]
    at = rng.random(n).tolist()
    by_day = np.lexsort((order, told))
    topic = [of[int(place * len(of))] for of, place in zip(topics, at, strict=True)]
    return Troubles(
        order=order[by_day],
        told=told[by_day],
        ended=np.where(over, ended, -1)[by_day],
        reopened=reopened[by_day],
        state=np.where(over, np.where(closed, CLOSED, SOLVED), np.where(waiting, WAITING, OPEN))[
            by_day
        ],
        topic=[topic[row] for row in by_day.tolist()],
    )


def problem_table(
    *,
    troubles: Troubles,
    orders: Orders,
    keys: Sequence[str],
    customer_keys: Sequence[str],
    span: Span,
) -> pa.Table:
    """The fact `problem`, by day."""
    n = len(troubles.told)
    columns = {
        "source_id": problem_keys(troubles),
        "source": texts_at(SOURCES, orders.source[troubles.order]),
        "customer_key": texts_at(customer_keys, orders.customer[troubles.order]),
        "topic": troubles.topic,
        "happened_on": dates_of(span=span, days=troubles.told),
        "state": texts_at(STATES, troubles.state),
        "ended_on": dates_of(span=span, days=troubles.ended, known=troubles.ended >= 0),
        "found_by": ["customer"] * n,
        "order_key": texts_at(keys, troubles.order),
    }
    return fact_table(contract=PROBLEM, columns=columns)


def problem_event_table(*, troubles: Troubles, orders: Orders, span: Span) -> pa.Table:
    """The fact `problem_event`: told, reopened, solved or closed; by problem and day."""
    keys = problem_keys(troubles)
    rows: list[tuple[int, int, str]] = []
    days = zip(troubles.told.tolist(), troubles.reopened.tolist(), strict=True)
    ends = zip(troubles.ended.tolist(), troubles.state.tolist(), strict=True)
    for row, ((told, reopened), (ended, state)) in enumerate(zip(days, ends, strict=True)):
        rows.append((row, told, "contact"))
        if reopened >= 0:
            rows += [(row, reopened - 1, "solved"), (row, reopened, "reopened")]
        if ended >= 0:
            rows.append((row, ended, STATES[state]))
    problem = np.array([row for row, _, _ in rows], dtype=np.int64)
    columns = {
        "source_id": [f"{keys[row]}/{place}" for place, (row, _, _) in enumerate(rows, 1)],
        "source": texts_at(SOURCES, orders.source[troubles.order][problem]),
        "problem_key": texts_at(keys, problem),
        "kind": [kind for _, _, kind in rows],
        "happened_on": dates_of(span=span, days=np.array([on for _, on, _ in rows], np.int64)),
        "began_by": ["customer" if kind == "contact" else None for _, _, kind in rows],
    }
    return fact_table(contract=PROBLEM_EVENT, columns=columns)


def problem_keys(troubles: Troubles) -> list[str]:
    """P-0001 and on, by day."""
    return [f"P-{place:04d}" for place in range(1, len(troubles.told) + 1)]
