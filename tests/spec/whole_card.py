"""The card as plays read it: signals and estimates."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

import pyarrow as pa

from regulars.book.expect import COLUMNS
from regulars.book.likely_senders import COLUMNS as SENDS
from regulars.book.sending_groups import COLUMN as GROUP
from regulars.book.sent_value import COLUMNS as SENT
from regulars.book.service_due import COLUMNS as DUE
from regulars.plays import candidates_sql
from spec.card import card_of
from spec.engines import Engine
from spec.facts import Facts

Row = dict[str, Any]


def card_schema(engine: Engine) -> pa.Schema:
    """The columns of the card and their types; a test holds it equal to that of a refresh."""
    signals = card_of(engine, Facts(), as_of=date(2026, 6, 30), currency="EUR").schema
    fields = [pa.field("customer_id", pa.string()), *list(signals)[2:]]
    for name in (*COLUMNS, *SENDS, *SENT):
        fields.append(pa.field(name, pa.int64() if name.endswith("_minor") else pa.float64()))
    fields.append(pa.field(GROUP, pa.string()))
    fields += [pa.field(name, pa.int64()) for name in DUE]
    return pa.schema(fields)


def define_whole_card(engine: Engine, rows: list[Row], schema: pa.Schema) -> None:
    """Make `card`; a column that a row has not is null."""
    columns = {field.name: [row.get(field.name) for row in rows] for field in schema}
    engine.define_arrow("card", pa.table(columns, schema=schema))


def candidates_of(engine: Engine, rows: list[Row], schema: pa.Schema) -> list[Row]:
    """The candidates of all plays among the customers of these card rows."""
    define_whole_card(engine, rows, schema)
    return engine.arrow(_compiled(tuple(schema.names))).to_pylist()


@cache
def _compiled(columns: tuple[str, ...]) -> str:
    return candidates_sql(columns=columns)
