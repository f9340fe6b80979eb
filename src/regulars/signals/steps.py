"""What an engine is told to make the card from the facts: names and queries, in their order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from regulars.signals.catalogue import BASES
from regulars.signals.compile import base_sql, card_sql, signals_sql

CARD = "signals_card"

KEPT: frozenset[str] = frozenset({"referrals", "efforts"})
"""Bases that are dear to make and read several times: their result is kept, the query runs once."""

PARTED_BY = "orders"
"""The base with most rows."""

PARTED: frozenset[str] = frozenset({"orders", "signals_orders", "order_gaps", "signals_order_gaps"})
"""Relations that tie no customer to another, and read no base but `PARTED_BY`: they can be made for
some customers at a time."""


@dataclass(frozen=True)
class Step:
    """A relation to make. `kept`: its result is a table; else it is a view."""

    name: str
    sql: str
    kept: bool


# Made of files alone: a worker, a test or a look at another day need not make it again.
@lru_cache(maxsize=8)
def card_steps(*, as_of: date, currency: str | None) -> tuple[Step, ...]:
    """From `fact_…` and `customers_all` to the last step, `CARD`; each reads those before it."""
    steps = []
    for base in BASES:
        rows = base_sql(base, as_of=as_of, currency=currency)
        found = signals_sql(base, as_of=as_of, currency=currency)
        steps += [Step(base, rows, base in KEPT), Step(f"signals_{base}", found, kept=True)]
    return (*steps, Step(CARD, card_sql(), kept=True))
