"""From facts to what a refresh writes of problems, on an engine and without a ledger."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from spec.card import define_card, tables_of
from spec.facts import Facts

from regulars.book.effort_results import FINDINGS, PROBLEMS, write_problems
from regulars.book.expect import define_expected_card
from regulars.book.likely_senders import define_likely_senders
from regulars.book.sending_groups import define_sending_groups
from regulars.book.sent_value import define_sent_value
from regulars.book.whole_card import define_whole_card
from regulars.contracts import BY_FACT
from regulars.engines import Engine

Row = dict[str, Any]


def rows_of(fact: str, rows: list[Row]) -> list[Row]:
    """Rows of a contract; what is not said is null."""
    names = ("source", "source_id", *BY_FACT[fact].names)
    return [{**dict.fromkeys(names), **row} for row in rows]


def written(engine: Engine, facts: Facts, making: Path, *, as_of: date) -> tuple[list[Row], Row]:
    """The rows of `problems.parquet`, and the findings."""
    for name, table in tables_of(facts).items():
        engine.define_arrow(name, table)
    define_card(engine, as_of=as_of, currency="EUR")
    define_expected_card(engine, as_of=as_of)
    define_likely_senders(engine, as_of=as_of)
    define_sent_value(engine)
    define_sending_groups(engine)
    define_whole_card(engine)
    write_problems(engine, making, as_of=as_of, desk_source="desk")
    rows: list[Row] = []
    if (making / PROBLEMS).exists():
        rows = pq.read_table(making / PROBLEMS).to_pylist()
    findings: Row = {}
    if (making / FINDINGS).exists():
        findings = json.loads((making / FINDINGS).read_text(encoding="utf-8"))
    return rows, findings
