"""From facts to the card on an engine, as a refresh does it, but without a ledger."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import pyarrow as pa

from regulars.book.numbered_orders import define_numbered_orders
from regulars.book.rates import define_in_book
from regulars.contracts import CONTRACTS, IDENTITY, Contract
from regulars.signals import Step, card_steps
from spec.cells import ARROW
from spec.engines import Engine
from spec.facts import Facts

CARD = "SELECT a.id AS customer, c.* FROM signals_card AS c JOIN customers_all AS a"
CARD += " ON a.customer_id = c.customer_id ORDER BY a.id"


def tables_of(facts: Facts) -> dict[str, pa.Table]:
    """`fact_<name>` for every contract, and `customers_all`; a customer becomes a number."""
    numbers = {name: place for place, name in enumerate(sorted(set(facts.customers.values())), 1)}
    tables = {
        f"fact_{contract.fact}": _arrow(contract, facts)
        for contract in CONTRACTS
        if contract != IDENTITY
    }
    tables["fact_identity"] = pa.table(
        {
            "source": pa.array([source for source, _ in facts.customers], pa.string()),
            "source_id": pa.array([key for _, key in facts.customers], pa.string()),
            "customer_id": pa.array([numbers[c] for c in facts.customers.values()], pa.int64()),
        }
    )
    tables["customers_all"] = pa.table(
        {
            "customer_id": pa.array(numbers.values(), pa.int64()),
            "uuid": pa.array(numbers, pa.string()),
            "id": pa.array(numbers, pa.string()),
        }
    )
    return tables


def define_card(engine: Engine, *, as_of: date, currency: str | None) -> None:
    """Make `signals_card` from the facts that are defined."""
    define_numbered_orders(engine, warehouse={})
    define_in_book(engine, currency=currency)
    for step in _compiled(as_of, currency):
        (engine.define_table if step.kept else engine.define_view)(step.name, step.sql)


def card_of(engine: Engine, facts: Facts, *, as_of: date, currency: str | None) -> pa.Table:
    """The card of facts: `customer` as the spec names them, then every signal."""
    for name, table in tables_of(facts).items():
        engine.define_arrow(name, table)
    define_card(engine, as_of=as_of, currency=currency)
    return engine.arrow(CARD)


@cache
def _compiled(as_of: date, currency: str | None) -> tuple[Step, ...]:
    return card_steps(as_of=as_of, currency=currency)


def _arrow(contract: Contract, facts: Facts) -> pa.Table:
    types = {"source": pa.string(), "source_id": pa.string()}
    types |= {c.name: ARROW[c.type] for c in contract.columns if not c.personal}
    rows: list[dict[str, Any]] = facts.rows.get(contract.fact, [])
    return pa.table(
        {name: pa.array([row[name] for row in rows], kind) for name, kind in types.items()}
    )
