"""Facts of a spec's tables, with what a spec does not care about filled in."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from regulars.contracts import BY_FACT, Contract
from spec.ascii_table import Row, read_table
from spec.cells import ARROW, value_of

SOURCE = "till"

DEFAULTS: dict[str, dict[str, str]] = {
    "order": {"state": "placed", "amount_minor": "1000", "currency": "EUR"},
    "treatment": {"treatment": "ask"},
    "contact": {"channel": "call"},
    "customer": {"kind": "person"},
    "reservation": {"state": "stayed"},
    "problem": {"state": "open"},
    "problem_event": {"kind": "contact"},
    "answer": {"kind": "ces", "question": "easy?"},
    "known_issue": {"title": "a crack", "state": "open"},
    "order_line": {"kind": "product"},
    "product": {},
    "review": {"site": "google", "best_rating": "5"},
    "referral": {},
    "consent": {"purpose": "reference", "state": "given"},
    "follow_up": {"about": "reservation", "about_source": SOURCE},
    "care": {
        "play": "rhythm_broke",
        "play_version": "1",
        "staff": "owner",
        "state": "done",
        "rank": "1",
        "minutes": "10",
        "currency": "EUR",
    },
}
"""Columns that are not written; all others are null."""


@dataclass
class Facts:
    """Rows by fact, and which customer each (source, key) stands for."""

    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    customers: dict[tuple[str, str], str] = field(default_factory=dict)


def read_facts(tables: dict[str, str], *, today: date) -> Facts:
    """The facts of a spec's tables, by fact.

    The column `customer` names one by key in the source `till`; `ann@shop` is ann as the source
    `shop` knows her; null is nobody named; `came` is who was sent, likewise. An `identity` table
    says whose other keys are.
    """
    facts = Facts()
    for row in read_table(tables.get("identity", "")):
        facts.customers[_text(row["source"]), _text(row["source_id"])] = _text(row["customer"])
    for fact, table in tables.items():
        if fact != "identity":
            rows = enumerate(read_table(table))
            facts.rows[fact] = [
                _row(BY_FACT[fact], row, place, facts, today) for place, row in rows
            ]
    return facts


def _row(contract: Contract, row: Row, place: int, facts: Facts, today: date) -> dict[str, Any]:
    cells: Row = {"source": SOURCE, "source_id": f"{contract.fact} {place}"}
    cells |= {**DEFAULTS[contract.fact], **row}
    if "customer" in cells:
        columns = ("customer_source", "customer_key")
        if contract.fact == "customer":
            columns = ("source", "source_id")
        cells |= _key(columns, cells.pop("customer"), facts)
    if "came" in cells:
        cells |= _key(("other_source", "other_key"), cells.pop("came"), facts)
    if unknown := set(cells) - {"source", "source_id", *contract.names}:
        raise ValueError(f"{contract.fact} has no column {sorted(unknown)}")
    values: dict[str, Any] = {"source": cells["source"], "source_id": cells["source_id"]}
    for column in contract.columns:
        values[column.name] = value_of(cells.get(column.name), ARROW[column.type], today=today)
    return values


def _key(columns: tuple[str, str], named: str | None, facts: Facts) -> Row:
    if named is None:
        return dict.fromkeys(columns)
    customer, _, source = named.partition("@")
    facts.customers[source or SOURCE, customer] = customer
    return dict(zip(columns, (source or SOURCE, customer), strict=True))


def _text(cell: str | None) -> str:
    assert cell is not None
    return cell
