"""`chooses`: whom a play wants, and whom it leaves alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Protocol

import pyarrow as pa
import pytest
import sqlglot
from sqlglot import exp

from regulars.plays import plays
from spec.ascii_table import NULL, read_table
from spec.cells import value_of
from spec.engines import Engine
from spec.whole_card import Row, candidates_of, card_schema


class Chooses(Protocol):
    def __call__(self, play: str, *, wanted: str, but: str) -> None:
        """A play chooses the customer `wanted`, and of those who differ from them as `but` says.

        Among them must be, for each clause of the play's `whom`, one who misses that alone.
        """


@pytest.fixture(scope="session")
def schema(engine: Engine) -> pa.Schema:
    return card_schema(engine)


@pytest.fixture
def chooses(engine: Engine, schema: pa.Schema) -> Chooses:
    def run(play: str, *, wanted: str, but: str) -> None:
        cells = {row["column"]: row["value"] for row in read_table(wanted)}
        others = read_table(but)
        rows = [_card_row({"customer_id": "wanted", **cells}, schema)]
        for row in others:
            changes = {"customer_id": row["customer"], **dict(_changes(row["differs in"] or ""))}
            rows.append(_card_row({**cells, **changes}, schema))
        candidates = candidates_of(engine, rows, schema)
        chosen = {row["customer_id"] for row in candidates if row["play"] == play}
        assert chosen == {"wanted", *(r["customer"] for r in others if r["chosen"] == "yes")}
        untested = [clause for clause, missed in _missed_alone(engine, play).items() if not missed]
        assert untested == [], "nobody misses only this"

    return run


def _changes(text: str) -> Iterator[tuple[str, str | None]]:
    for change in text.split(", "):
        column, value = change.split(" = ")
        yield column, None if value == NULL else value


def _card_row(cells: dict[str, str | None], schema: pa.Schema) -> Row:
    return {
        name: value_of(cell, schema.field(name).type, today=date(2026, 6, 30))
        for name, cell in cells.items()
    }


def _missed_alone(engine: Engine, play: str) -> dict[str, bool]:
    """Each clause of `whom`, and whether the card has somebody who misses that and no other."""
    whom = sqlglot.parse_one(plays()[play].whom, read="duckdb")
    clauses = list(whom.flatten()) if isinstance(whom, exp.And) else [whom]
    met = [exp.func("COALESCE", clause.copy(), exp.false()) for clause in clauses]
    query = exp.select(*(exp.alias_(one, f"met_{place}") for place, one in enumerate(met)))
    rows = engine.arrow(query.from_("card").sql("duckdb")).to_pylist()
    missed = [[place for place in range(len(clauses)) if not row[f"met_{place}"]] for row in rows]
    return {clause.sql("duckdb"): [place] in missed for place, clause in enumerate(clauses)}
