"""The card as CSV, Parquet and JSON: chosen columns, chosen customers, the same values."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

Run = Any
COLUMNS = "customer_id,orders,spend_minor,last_order_on,chance_active,kind"


def as_text(value: Any) -> str:
    return "" if value is None else str(value)


def same(text: str, value: Any) -> bool:
    return float(text) == value if isinstance(value, float) else text == as_text(value)


def test_csv_parquet_and_json_hold_the_same(
    run: Run, business: Path, customers: int, tmp_path: Path
) -> None:
    asked = ["card", "--columns", COLUMNS]
    read = list(csv.DictReader(io.StringIO(run(*asked, book=business).out)))
    rows = run(*asked, "--format", "json", book=business).json["rows"]
    path = tmp_path / "card.parquet"
    assert run(*asked, "--format", "parquet", "--output", path, book=business).code == 0
    table = pq.read_table(path).to_pylist()
    assert len(read) == len(rows) == len(table) == customers
    for text, row, packed in zip(read, rows, table, strict=True):
        assert list(text) == list(row) == list(packed) == COLUMNS.split(",")
        assert {name: as_text(value) for name, value in packed.items()} == {
            name: as_text(value) for name, value in row.items()
        }
        assert all(same(text[name], row[name]) for name in row)


def test_what_is_printed_is_what_is_written_to_a_file(
    run: Run, business: Path, tmp_path: Path
) -> None:
    for form in ("csv", "json"):
        path = tmp_path / f"card.{form}"
        printed = run("card", "--format", form, book=business).out
        assert run("card", "--format", form, "--output", path, book=business).out == ""
        assert path.read_text(encoding="utf-8") == printed


def test_rows_come_in_the_order_of_customer_ids(run: Run, business: Path) -> None:
    rows = run("card", "--json", book=business).json["rows"]
    ids = [row["customer_id"] for row in rows]
    assert ids == sorted(ids)


@pytest.mark.parametrize(
    "where",
    [
        "orders >= 3 AND chance_active < 0.5",
        "last_order_on >= DATE '2026-01-01'",
        "last_order_on BETWEEN '2025-01-01' AND '2025-12-31'",
        "NOT (kind = 'person' OR orders IN (1, 2, 3))",
        "spend_minor - 2 * trend_90d_minor > 100000",
        "treatment_stated IS NULL AND personal_welcome IS NOT NULL",
        "customer_id LIKE 'a%'",
        "chance_active IS NULL",
        "orders = -1",
        "(orders) > 0 -- all who bought",
    ],
)
def test_a_condition_chooses_customers(run: Run, business: Path, where: str) -> None:
    everybody = run("card", "--json", book=business).json["rows"]
    ran = run("card", "--json", "--where", where, book=business)
    assert ran.code == 0, ran.err
    chosen = [row["customer_id"] for row in ran.json["rows"]]
    assert chosen == [row["customer_id"] for row in everybody if _holds(where, row)]


def _holds(where: str, row: dict[str, Any]) -> bool:
    """The same conditions in Python, each written by hand."""
    day = row["last_order_on"]
    return {
        "orders >= 3 AND chance_active < 0.5": lambda: (
            row["orders"] >= 3 and row["chance_active"] is not None and row["chance_active"] < 0.5
        ),
        "last_order_on >= DATE '2026-01-01'": lambda: day is not None and day >= "2026-01-01",
        "last_order_on BETWEEN '2025-01-01' AND '2025-12-31'": lambda: (
            day is not None and "2025-01-01" <= day <= "2025-12-31"
        ),
        "NOT (kind = 'person' OR orders IN (1, 2, 3))": lambda: (
            not (row["kind"] == "person" or row["orders"] in (1, 2, 3))
        ),
        "spend_minor - 2 * trend_90d_minor > 100000": lambda: (
            row["trend_90d_minor"] is not None
            and row["spend_minor"] - 2 * row["trend_90d_minor"] > 100_000
        ),
        "treatment_stated IS NULL AND personal_welcome IS NOT NULL": lambda: (
            row["treatment_stated"] is None and row["personal_welcome"] is not None
        ),
        "customer_id LIKE 'a%'": lambda: row["customer_id"].startswith("a"),
        "chance_active IS NULL": lambda: row["chance_active"] is None,
        "orders = -1": lambda: False,
        "(orders) > 0 -- all who bought": lambda: row["orders"] > 0,
    }[where]()
