"""The words of recipes' SQL: how numbers, times and amounts of other systems are read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from regulars.engines import DuckDBEngine
from regulars.engines.duckdb_engine import literal
from regulars.intake.words import define_words


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DuckDBEngine]:
    with DuckDBEngine(temporary=tmp_path_factory.mktemp("engine")) as engine:
        define_words(engine, zone="Asia/Dhaka", currency="BDT")
        yield engine


def one(engine: DuckDBEngine, sql: str) -> Any:
    [(value,)] = engine.rows(f"SELECT {sql}")
    return value


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12.50", "12.50"), ("1,250.50", "1250.50"), ("12,34,567.5", "1234567.5"), ("$8.00", "8"),
        ("-$3.00", "-3"), ("$-3.00", "-3"), ("($3.00)", "-3"), ("−3", "-3"), ("149.5 EUR", "149.5"),
        ("€ 10", "10"), (" 7 ", "7"), ("0.00", "0"),
    ],
)  # fmt: skip
def test_a_number_is_read_as_it_is_meant(engine: DuckDBEngine, text: str, number: str) -> None:
    assert one(engine, f"number({literal(text)})") == Decimal(number)


@pytest.mark.parametrize("text", ["", "-", "abc", "12.3.4", "1,25", "2023-01-02", "10 000", "1e5"])
def test_what_is_no_number_is_not_taken_for_one(engine: DuckDBEngine, text: str) -> None:
    assert one(engine, f"number({literal(text)})") is None


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-01 22:30:00 +0200", "2026-03-01T20:30:00Z", "2026-03-01 20:30:00 UTC",
        "2026-03-01T20:30:00.000Z", "2026-03-02T02:30:00+06:00", "2026-03-01T20:30:00.123456Z",
    ],
)  # fmt: skip
def test_a_time_with_its_offset_is_one_instant(engine: DuckDBEngine, text: str) -> None:
    found = one(engine, f"utc_of({literal(text)})")
    assert found.replace(microsecond=0) == datetime(2026, 3, 1, 20, 30)
    assert one(engine, f"book_day(utc_of({literal(text)}))") == date(2026, 3, 2)


@pytest.mark.parametrize("text", ["2026-03-01 20:30:00", "yesterday", "2026-13-01T00:00:00Z", ""])
def test_a_time_without_its_offset_is_not_guessed(engine: DuckDBEngine, text: str) -> None:
    assert one(engine, f"utc_of({literal(text)})") is None


def test_a_local_time_is_an_instant_of_its_zone(engine: DuckDBEngine) -> None:
    at = "TIMESTAMP '2026-03-01 02:30:00'"
    assert one(engine, f"utc({at}, 'Asia/Dhaka')") == datetime(2026, 2, 28, 20, 30)


@pytest.mark.parametrize(
    ("amount", "currency", "minor"),
    [("1.005", "EUR", 101), ("-1.005", "EUR", -101), ("12.4", "JPY", 12), ("1.2345", "KWD", 1235)],
)
def test_an_amount_becomes_minor_units_of_its_currency(
    engine: DuckDBEngine, amount: str, currency: str, minor: int
) -> None:
    assert one(engine, f"minor(number('{amount}'), '{currency}')") == minor


def test_blank_is_not_told(engine: DuckDBEngine) -> None:
    assert one(engine, "told('  ')") is None
    assert one(engine, "told(' a ')") == "a"


def test_the_book_says_its_zone_and_currency(engine: DuckDBEngine) -> None:
    assert one(engine, "book_zone() || book_currency()") == "Asia/DhakaBDT"
