"""Amounts in the book's currency: the rate of the day, in whole numbers, half away from zero."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from babel.numbers import get_currency_precision
from hypothesis import example, given, settings
from hypothesis import strategies as st

from identities.conftest import AS_OF
from regulars.engines import DuckDBEngine

DAY = date(2026, 6, 1)
CODES = ("EUR", "USD", "JPY", "KWD", "CLF")
LARGEST = 2**63 - 1

Row = dict[str, Any]
ORDER = pa.schema(
    [("source", pa.string()), ("source_id", pa.string()), ("happened_on", pa.date32()),
     ("amount_minor", pa.int64()), ("currency", pa.string())]
)  # fmt: skip
RATE = pa.schema(
    [("source", pa.string()), ("source_id", pa.string()), ("currency", pa.string()),
     ("to_currency", pa.string()), ("rated_on", pa.date32()), ("rate_e8", pa.int64())]
)  # fmt: skip


@pytest.fixture(scope="module")
def in_book(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The amount of each order in the book's currency, by key."""
    with DuckDBEngine(temporary=tmp_path_factory.mktemp("engine")) as engine:
        yield lambda *args, **named: amounts_on(engine, *args, **named)


def amounts_on(engine: Any, orders: list[Row], rates: list[Row], *, currency: str | None) -> Any:
    from regulars.book.rates import define_in_book

    rows = _table(orders, ORDER)
    engine.define_arrow("fact_order", rows)
    engine.define_arrow("numbered_order", rows)
    engine.define_arrow("fact_rate", _table(rates, RATE))
    define_in_book(engine, currency=currency)
    return dict(engine.rows("SELECT source_id, book_minor FROM order_in_book"))


def _table(rows: list[Row], schema: pa.Schema) -> pa.Table:
    filled = [
        {"source": "own", "source_id": str(place), "happened_on": DAY, **row}
        for place, row in enumerate(rows)
    ]
    return pa.Table.from_pylist(
        [{name: row[name] for name in schema.names} for row in filled], schema=schema
    )


def exact(amount: int, rate_e8: int, *, of: str, to: str) -> int | None:
    """The same in decimal arithmetic with room for every digit."""
    room = Context(prec=100, rounding=ROUND_HALF_UP)
    whole = room.scaleb(Decimal(amount), -get_currency_precision(of))
    worth = room.multiply(whole, room.scaleb(Decimal(rate_e8), -8))
    minor = room.scaleb(worth, get_currency_precision(to))
    found = int(minor.quantize(Decimal(1), context=room))
    return found if abs(found) < 9 * 10**18 else None


amounts = st.one_of(
    st.integers(-LARGEST, LARGEST),
    st.integers(-2000, 2000),
    st.sampled_from([0, 5, -5, 50, -50, 10**15, -LARGEST, LARGEST]),
)
rates = st.one_of(
    st.integers(1, LARGEST), st.integers(1, 10**12), st.sampled_from([1, 10**8, 5 * 10**7])
)


@settings(max_examples=150, deadline=None)
@given(
    cases=st.lists(
        st.tuples(amounts, rates, st.sampled_from(CODES)), min_size=1, max_size=5,
        unique_by=lambda case: case[2],
    ),
    to=st.sampled_from(CODES),
)  # fmt: skip
@example(cases=[(LARGEST, LARGEST, "USD"), (-LARGEST, LARGEST, "KWD")], to="JPY")
@example(cases=[(5, 10**7, "EUR"), (-5, 10**7, "USD"), (1, 1, "JPY")], to="CLF")
def test_every_amount_is_exact_and_what_is_too_large_is_not_known(in_book, cases, to):
    cases = [case for case in cases if case[2] != to]
    found = in_book(
        [{"amount_minor": amount, "currency": of} for amount, _, of in cases],
        [
            {"currency": of, "to_currency": to, "rated_on": DAY, "rate_e8": rate}
            for _, rate, of in cases
        ],
        currency=to,
    )
    for place, (amount, rate, of) in enumerate(cases):
        wanted = exact(amount, rate, of=of, to=to)
        assert found[str(place)] == wanted or (wanted is not None and abs(wanted) > 8.9e18)


@pytest.mark.parametrize(
    ("minor", "of", "rate", "to", "worth"),
    [
        (100, "USD", "121.85", "BDT", 12_185),
        (1, "JPY", "0.0061", "EUR", 1),
        (1_000, "KWD", "3.25", "USD", 325),
        (325, "USD", "0.3077", "KWD", 1_000),
        (150, "EUR", "163.5", "JPY", 245),
        (-50, "EUR", "1", "JPY", -1),
        (50, "EUR", "1", "JPY", 1),
        (49, "EUR", "1", "JPY", 0),
    ],
)
def test_minor_units_follow_the_decimals_of_both_currencies(in_book, minor, of, rate, to, worth):
    rates = [
        {"currency": of, "to_currency": to, "rated_on": DAY, "rate_e8": int(Decimal(rate) * 10**8)}
    ]
    assert in_book([{"amount_minor": minor, "currency": of}], rates, currency=to) == {"0": worth}


def usd(rate: int, *, on: date = DAY, to: str = "EUR", **more: Any) -> Row:
    return {"currency": "USD", "to_currency": to, "rated_on": on, "rate_e8": rate * 10**8, **more}


@pytest.mark.parametrize(
    ("days_before", "known"), [(-1, False), (0, True), (1, True), (7, True), (8, False)]
)
def test_a_rate_counts_from_its_day_for_a_week(in_book, days_before, known):
    rates = [usd(2, on=DAY - timedelta(days=days_before))]
    found = in_book([{"amount_minor": 10, "currency": "USD"}], rates, currency="EUR")
    assert found == {"0": 20 if known else None}


def test_the_last_rate_before_the_day_counts_and_none_of_later(in_book):
    rates = [usd(n, on=DAY + timedelta(days=n - 4)) for n in (1, 2, 3, 6)]
    assert in_book([{"amount_minor": 10, "currency": "USD"}], rates, currency="EUR") == {"0": 30}


def test_of_two_rates_of_one_day_the_first_by_source_and_key_counts(in_book):
    rates = [
        usd(3, source="own"),
        usd(2, source="bank", source_id="b"),
        usd(4, source="bank", source_id="c"),
    ]
    assert in_book([{"amount_minor": 10, "currency": "USD"}], rates, currency="EUR") == {"0": 20}


def test_a_rate_of_the_other_direction_is_not_turned_round(in_book):
    rates = [{"currency": "EUR", "to_currency": "USD", "rated_on": DAY, "rate_e8": 2 * 10**8}]
    assert in_book([{"amount_minor": 10, "currency": "USD"}], rates, currency="EUR") == {"0": None}


def test_the_book_s_own_currency_needs_no_rate_and_takes_none(in_book):
    orders = [
        {"amount_minor": LARGEST, "currency": "EUR"},
        {"amount_minor": None, "currency": "USD"},
    ]
    found = in_book(orders, [usd(3), usd(5, to="GBP")], currency="EUR")
    assert found == {"0": LARGEST, "1": None}


def test_a_book_without_a_currency_knows_no_amount(in_book):
    assert in_book([{"amount_minor": 5, "currency": "USD"}], [usd(1)], currency=None) == {"0": None}


def test_spark_gives_the_same_amounts(tmp_path: Path, in_book: Callable[..., Any]) -> None:
    from regulars.engines import open_engine

    extremes = [LARGEST, -LARGEST, 10**15, -(10**15), 5, -5, 50, -50, 0, 1, None]
    orders = [
        {"amount_minor": amount, "currency": of}
        for amount in extremes
        for of in ("USD", "JPY", "KWD")
    ]
    rates = [
        {"currency": of, "to_currency": "EUR", "rated_on": DAY, "rate_e8": rate}
        for of, rate in (("USD", 10**7), ("JPY", LARGEST), ("KWD", 123_456_789))
    ]
    with open_engine(settings={"kind": "spark"}, temporary=tmp_path) as spark:
        found = amounts_on(spark, orders, rates, currency="EUR")
    assert found == in_book(orders, rates, currency="EUR")
    assert sum(value is None for value in found.values()) > 3


def test_a_refresh_converts_counts_and_says_what_has_no_rate(book, tmp_path, capsys):
    from regulars.cli.main import main

    (tmp_path / "orders.csv").write_text(
        "order_id,customer_id,order_date,amount,currency\n"
        "1,a,2026-06-01,10.00,EUR\n2,a,2026-06-02,10.00,USD\n3,a,2026-06-20,10.00,USD\n"
    )
    (tmp_path / "rates.csv").write_text(
        "currency,to_currency,rated_on,rate\nUSD,EUR,2026-06-01,0.9\n"
    )
    book.import_files([tmp_path / "orders.csv"])
    rates = book.import_files([tmp_path / "rates.csv"])
    book.refresh(as_of=AS_OF)
    [row] = book.card(columns=["spend_minor", "orders"]).to_pylist()
    assert row == {"spend_minor": 1900, "orders": 3}
    assert main(["refresh", "--as-of", AS_OF.isoformat(), "--book", str(book.folder)]) == 0
    assert "1 orders are in another currency than EUR, without a rate" in capsys.readouterr().out
    assert main(["doctor", "--book", str(book.folder)]) == 0
    assert "1 orders have no rate into EUR: import rates" in capsys.readouterr().out
    book.undo(rates.batch)
    book.refresh(as_of=AS_OF)
    assert book.card(columns=["spend_minor"]).to_pylist() == [{"spend_minor": 1000}]
