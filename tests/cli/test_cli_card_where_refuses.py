"""A condition on the card is a condition and nothing more."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

Run = Any


@pytest.mark.parametrize(
    "where",
    [
        "1 = 1; DROP TABLE card",
        "1 = 1; SELECT 1",
        "orders > (SELECT max(orders) FROM card)",
        "orders IN (SELECT orders FROM card)",
        "EXISTS (SELECT 1 FROM read_csv('/etc/passwd'))",
        "read_text('/etc/passwd') IS NOT NULL",
        "length(kind) > 3",
        "count(*) > 1",
        "getenv('HOME') = '/root'",
        "row_number() OVER () = 1",
        "orders > 1 UNION SELECT 1",
        "orders > 1 ORDER BY orders",
        "orders > 1 LIMIT 1",
        "orders > 1 GROUP BY kind",
        "orders > 1) OR (1 = 1",
        "orders = $1",
        "orders = ?",
        "CASE WHEN orders > 1 THEN TRUE END",
        "orders / 0 > 1",
        "CAST(orders AS VARCHAR) COLLATE nocase = '1'",
        "kind ~ '.*'",
        "[orders] = [1]",
        "{'a': orders} IS NULL",
        "orders[1] > 0",
        "list_transform([1], x -> x) IS NULL",
        "*",
        "card.* IS NULL",
        "COLUMNS('orders') > 1",
    ],
)
def test_more_than_a_condition_is_refused(run: Run, business: Path, where: str) -> None:
    ran = run("card", "--columns", "customer_id", "--where", where, book=business)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("regulars: ")
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    "where", ["mood > 1", "card.mood > 1", "secret.orders > 1", "main.card.mood = 1", '"mood" = 1']
)
def test_a_column_that_the_card_does_not_have_is_refused(
    run: Run, business: Path, where: str
) -> None:
    ran = run("card", "--where", where, book=business)
    assert (ran.code, ran.out) == (2, "")
    assert "The card has no column" in ran.err


@pytest.mark.parametrize("where", ["orders >", "'open", "orders 3", "=", "()"])
def test_what_cannot_be_read_is_told_with_an_example(run: Run, business: Path, where: str) -> None:
    ran = run("card", "--where", where, book=business)
    assert (ran.code, ran.out) == (2, "")
    assert "Write e.g. orders >= 3" in ran.err


@pytest.mark.parametrize(
    "where",
    ["orders = 'many'", "last_order_on > 5", "last_order_on > 'soon'", "kind + 1 > 2",
     "NOT kind", "CAST(kind AS INTEGER) = 1"],
)  # fmt: skip
def test_values_that_do_not_go_with_a_column_are_told(run: Run, business: Path, where: str) -> None:
    ran = run("card", "--where", where, book=business)
    assert (ran.code, ran.out) == (2, ""), ran.err
    assert "Traceback" not in ran.err
    assert ran.err.startswith("regulars: ")


def test_names_of_columns_are_names_and_no_sql(run: Run, business: Path) -> None:
    for columns in ("orders; DROP TABLE card", "count(*)", '"orders"', "*", "orders AS x", ""):
        ran = run("card", "--columns", f"customer_id,{columns}", book=business)
        assert (ran.code, ran.out) == (2, ""), columns
