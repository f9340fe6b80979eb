"""The facts of a few customers in an engine of their own, so that a base runs over them alone.

What a figure rests on is told by the same SQL that made it, and never by a second reading of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pyarrow as pa
from sqlglot import exp

from regulars.book.rates import define_in_book
from regulars.contracts import CONTRACTS, IDENTITY, Type
from regulars.engines import DuckDBEngine
from regulars.signals import BASES, signals_sql
from regulars.signals.trace import traced_base, traced_sql

ARROW = {
    Type.TEXT: pa.string(),
    Type.INTEGER: pa.int64(),
    Type.DATE: pa.date32(),
    Type.INSTANT: pa.timestamp("us"),
}
ORDERS = """
SELECT o.*, i.customer_id FROM fact_order AS o
LEFT JOIN fact_identity AS i ON i.source = o.customer_source AND i.source_id = o.customer_key
"""

Key = tuple[str, str]


@dataclass(frozen=True)
class SmallBook:
    """`facts` by kind, as the ledger has them now; `customers` are the ids that count, by identity.

    Units: amounts in the book's `currency`.
    """

    facts: Mapping[str, Sequence[Mapping[str, Any]]]
    customers: Mapping[Key, str]
    as_of: date
    currency: str | None

    @property
    def numbers(self) -> dict[str, int]:
        """The number of each customer, in the order of ids as in the whole book."""
        return {one: number for number, one in enumerate(sorted(set(self.customers.values())), 1)}


def define_small_book(engine: DuckDBEngine, book: SmallBook, *, base: str) -> bool:
    """Make `base` and what it reads of these facts; whether its rows tell which fact they are of.

    Also `signals_<base>`, one row for each customer.
    """
    for contract in CONTRACTS:
        columns = [column for column in contract.columns if not column.personal]
        _define_rows(
            engine,
            f"fact_{contract.fact}",
            {"source": Type.TEXT, "source_id": Type.TEXT}
            | {column.name: column.type for column in columns},
            book.facts.get(contract.fact, ()),
        )
    numbers = book.numbers
    identities = [
        {"source": source, "source_id": key, "customer_id": numbers[one]}
        for (source, key), one in book.customers.items()
    ]
    kinds = {"source": Type.TEXT, "source_id": Type.TEXT, "customer_id": Type.INTEGER}
    _define_rows(engine, f"fact_{IDENTITY.fact}", kinds, identities)
    engine.define_view("numbered_order", ORDERS)
    define_in_book(engine, currency=book.currency)
    _define_base(engine, base, book, made=set())
    return traced_base(base)[1]


def _define_base(engine: DuckDBEngine, base: str, book: SmallBook, *, made: set[str]) -> None:
    """The base after all that it reads."""
    if base in made:
        return
    made.add(base)
    tree, _ = traced_base(base)
    for table in tree.find_all(exp.Table):
        read = table.name.removeprefix("signals_")
        if read in BASES and read != base:
            _define_base(engine, read, book, made=made)
    engine.define_table(base, traced_sql(base, as_of=book.as_of, currency=book.currency))
    engine.define_table(
        f"signals_{base}", signals_sql(base, as_of=book.as_of, currency=book.currency)
    )


def _define_rows(
    engine: DuckDBEngine,
    name: str,
    columns: Mapping[str, Type],
    rows: Sequence[Mapping[str, Any]],
) -> None:
    table = pa.table(
        {
            column: pa.array([_plain(row.get(column)) for row in rows], ARROW[kind])
            for column, kind in columns.items()
        }
    )
    engine.define_arrow(name, table)


def _plain(value: Any) -> Any:
    """Instants are UTC without saying so, as in the mirror."""
    return value.replace(tzinfo=None) if getattr(value, "tzinfo", None) is not None else value
