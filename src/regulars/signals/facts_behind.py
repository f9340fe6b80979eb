"""Which facts a signal rests on, read off the queries themselves."""

from __future__ import annotations

from functools import cache

from sqlglot import exp

from regulars.signals.catalogue import BASES, signals
from regulars.signals.compile import base_tree

FACT, SIGNALS = "fact_", "signals_"
ORDERS_IN_BOOK = "order_in_book"
NOT_TOLD = frozenset({"identity"})
"""Who is whom is no news of a customer."""


@cache
def facts_behind(name: str) -> frozenset[str]:
    """The facts of which a new one may change this signal, as the contracts call them."""
    base = next(signal.base for signal in signals() if signal.name == name)
    return _facts_of(base) - NOT_TOLD


@cache
def _facts_of(base: str) -> frozenset[str]:
    found: set[str] = set()
    for table in base_tree(base).find_all(exp.Table):
        read = table.name
        if read == ORDERS_IN_BOOK:
            found.add("order")
        elif read.startswith(FACT):
            found.add(read.removeprefix(FACT))
        elif (other := read.removeprefix(SIGNALS)) in BASES:
            found |= _facts_of(other)
    return frozenset(found)
