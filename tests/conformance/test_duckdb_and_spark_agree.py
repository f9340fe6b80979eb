"""The same facts give the same card and the same candidates on DuckDB and on Spark."""

from __future__ import annotations

import math
from typing import Any

import pyarrow as pa
import pytest
from ledgers_of_contracts import AS_OF, drawn_ledgers, one_book
from spec.card import define_card, tables_of
from spec.facts import Facts

from regulars.book.check_ins import CheckIn
from regulars.book.expect import define_expected_card
from regulars.book.likely_senders import define_likely_senders
from regulars.book.sending_groups import define_sending_groups
from regulars.book.sent_value import define_sent_value
from regulars.book.service_due import define_service_due
from regulars.book.whole_card import define_whole_card
from regulars.engines import DuckDBEngine, Engine, open_engine
from regulars.plays import candidates_sql
from regulars.signals import signals

LEDGERS = 120
CHECK_INS = (CheckIn("", 7), CheckIn("honey", 3))
RESULTS = ("card", "candidates")


@pytest.fixture(scope="module")
def book() -> list[Facts]:
    return drawn_ledgers(count=LEDGERS)


@pytest.fixture(scope="module")
def on_duckdb(book: list[Facts], tmp_path_factory: pytest.TempPathFactory) -> dict[str, pa.Table]:
    with DuckDBEngine(temporary=tmp_path_factory.mktemp("duckdb")) as engine:
        return results(engine, one_book(book))


@pytest.fixture(scope="module")
def on_spark(
    book: list[Facts], spark: dict[str, Any], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, pa.Table]:
    folder = tmp_path_factory.mktemp("spark")
    with open_engine(settings={"kind": "spark", **spark}, temporary=folder) as engine:
        return results(engine, one_book(book))


def results(engine: Engine, facts: Facts) -> dict[str, pa.Table]:
    for name, table in tables_of(facts).items():
        engine.define_arrow(name, table)
    define_card(engine, as_of=AS_OF, currency="EUR")
    define_expected_card(engine, as_of=AS_OF)
    define_likely_senders(engine, as_of=AS_OF)
    define_sent_value(engine)
    define_sending_groups(engine)
    define_service_due(engine, as_of=AS_OF, desk_source="desk", check_ins=CHECK_INS)
    define_whole_card(engine)
    columns = tuple(name for name in engine.columns("card") if name != "number")
    return {
        "card": engine.arrow("SELECT * FROM card ORDER BY number"),
        "candidates": engine.arrow(candidates_sql(columns=columns)),
    }


def test_the_ledgers_put_every_signal_to_the_test(on_duckdb: dict[str, pa.Table]) -> None:
    card = on_duckdb["card"]
    for signal in signals():
        assert card[signal.name].null_count < card.num_rows, signal.name
    assert on_duckdb["candidates"].num_rows > 0


@pytest.mark.parametrize("name", RESULTS)
def test_columns_and_types_are_the_same(
    on_duckdb: dict[str, pa.Table], on_spark: dict[str, pa.Table], name: str
) -> None:
    mine, other = on_duckdb[name].schema, on_spark[name].schema
    assert [(f.name, f.type) for f in other] == [(f.name, f.type) for f in mine]


@pytest.mark.parametrize("name", RESULTS)
def test_every_value_is_the_same(
    book: list[Facts], on_duckdb: dict[str, pa.Table], on_spark: dict[str, pa.Table], name: str
) -> None:
    mine, other = on_duckdb[name], on_spark[name]
    assert other.num_rows == mine.num_rows
    for column in mine.column_names:
        pairs = zip(mine[column].to_pylist(), other[column].to_pylist(), strict=True)
        for place, (a, b) in enumerate(pairs):
            assert same(a, b), told(book, mine, place, f"{column}: DuckDB {a!r}, Spark {b!r}")


def same(a: Any, b: Any) -> bool:
    """Numbers to 1e-9, all else exactly; null only with null; never NaN or infinity."""
    if isinstance(a, float) and isinstance(b, float):
        return math.isfinite(a) and math.isfinite(b) and abs(a - b) <= 1e-9 * max(1.0, abs(a))
    return type(a) is type(b) and a == b


def told(book: list[Facts], table: pa.Table, place: int, what: str) -> str:
    """What differs, and the whole small ledger in which it does."""
    row = table.slice(place, 1).to_pylist()[0]
    return f"{what} of {row['customer_id']} in {book[int(row['customer_id'][:3])]}"
