"""A book with too little data says so with nulls, and its day can still be planned."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

Run = Any
ESTIMATES = (
    "chance_active", "chance_active_low", "chance_active_high",
    "expected_orders_365", "expected_orders_365_low", "expected_orders_365_high",
    "expected_spend_365_minor", "expected_spend_365_low_minor", "expected_spend_365_high_minor",
)  # fmt: skip


@pytest.fixture
def little(run: Run, empty: Path, tmp_path: Path) -> Path:
    """Two customers, one of whom ordered for the first time ten days before."""
    path = tmp_path / "little.csv"
    path.write_text(
        "order_id,customer_id,order_date,amount\n"
        "1,new,2026-01-20,5\n2,old,2025-06-01,6\n3,old,2025-12-01,7\n"
    )
    assert run("import", path, book=empty).code == 0
    assert run("refresh", "--as-of", "2026-01-30", book=empty).code == 0
    return empty


def test_every_estimate_is_null_and_no_neutral_number(run: Run, little: Path) -> None:
    rows = run("card", "--format", "json", book=little).json["rows"]
    assert len(rows) == 2
    for row in rows:
        assert {row[name] for name in ESTIMATES} == {None}
    assert sorted((row["orders"], row["spend_minor"]) for row in rows) == [(1, 500), (2, 1300)]


def test_refresh_says_what_was_refused_and_why(run: Run, little: Path) -> None:
    told = run("refresh", "--as-of", "2026-01-30", "--json", book=little).json
    assert "too few" in told["refused"]["purchases"]
    words = run("refresh", "--as-of", "2026-01-30", book=little).out
    assert "Not enough data yet: " in words


def test_the_list_has_its_lines_without_a_stake(run: Run, little: Path) -> None:
    told = run("today", "--json", book=little).json
    [item] = told["items"]
    assert (item["customer"], item["play"]) == ("new", "first_order")
    assert [item[name] for name in ("stake_minor", "stake_low_minor", "stake_high_minor")] == [
        None, None, None,
    ]  # fmt: skip
    assert item["evidence"]
    assert "not enough data yet" in run("today", book=little).out


def test_a_customer_s_figures_say_that_they_are_not_known(run: Run, little: Path) -> None:
    [item] = run("today", "--json", book=little).json["items"]
    told = run("customer", item["customer_id"], "--json", book=little).json
    figures = {figure["name"]: figure for figure in told["figures"]}
    assert figures["chance_active"]["value"] is None
    assert figures["chance_active"]["note"]
    assert told["expected_spend_365_minor"] is None


def test_an_empty_book_is_refreshed_and_has_an_empty_day(run: Run, empty: Path) -> None:
    told = run("refresh", "--json", book=empty)
    assert (told.code, told.json["customers"]) == (0, 0)
    assert run("today", "--json", book=empty).json["items"] == []
    assert run("card", "--json", book=empty).json["rows"] == []


def test_a_book_without_any_currency_is_refreshed_and_listed(run: Run, tmp_path: Path) -> None:
    folder, path = tmp_path / "none", tmp_path / "customers.csv"
    path.write_text("customer_id,name\na,Ann\n")
    assert run("init", folder).code == 0
    assert run("import", path, book=folder).code == 0
    assert run("refresh", "--json", book=folder).json["customers"] == 1
    assert run("today", "--json", book=folder).json["items"] == []


def test_a_day_before_the_first_fact_knows_customers_and_nothing_of_them(
    run: Run, little: Path
) -> None:
    told = run("refresh", "--as-of", "2000-01-01", "--json", book=little).json
    assert (told["as_of"], told["customers"]) == ("2000-01-01", 2)
    rows = run("card", "--json", book=little).json["rows"]
    assert {row["orders"] for row in rows} == {0}
    assert {row["last_order_on"] for row in rows} == {None}


def test_orders_of_another_currency_are_counted_and_left_out_of_amounts(
    run: Run, little: Path, tmp_path: Path
) -> None:
    path = tmp_path / "other.csv"
    path.write_text("order_id,customer_id,order_date,amount,currency\n9,new,2026-01-21,5000,JPY\n")
    run("import", path, book=little)
    told = run("refresh", "--as-of", "2026-01-30", "--json", book=little).json
    assert told["orders_in_other_currencies"] == 1
    rows = run("card", "--json", book=little).json["rows"]
    assert sorted((row["orders"], row["spend_minor"]) for row in rows) == [(2, 500), (2, 1300)]
