"""A refresh of a warehouse's customers and orders in Parquet against the bare GROUP BY of them."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import duckdb
import tomlkit

from benchmarks.results import Result
from benchmarks.timing import Timed, in_turn, run

CUSTOMERS = 1_000_000
ORDERS = 20_000_000
AS_OF = "2026-07-31"
BARE = """
import duckdb, sys
duckdb.execute(f\"\"\"CREATE TABLE t AS
    SELECT customer_id, count(*), sum(amount_minor), min(ordered_on), max(ordered_on)
    FROM '{sys.argv[1]}' GROUP BY customer_id\"\"\")
"""
RUNS = 3


def measure() -> Result:
    """1,000,000 customers and 20,000,000 orders."""
    with tempfile.TemporaryDirectory() as place:
        orders = Path(place) / "orders.parquet"
        make_orders(orders, customers=CUSTOMERS, orders=ORDERS)
        book = make_book(Path(place) / "book", orders)
        measured, baseline = in_turn(
            lambda: refresh(book), lambda: run(["-c", BARE, str(orders)]), runs=RUNS
        )
    return Result(
        name="refresh_warehouse",
        what=f"`regulars refresh`, {CUSTOMERS:,} customers / {ORDERS:,} orders in Parquet, "
        "whole process",
        seconds=measured.seconds,
        baseline="DuckDB's bare GROUP BY customer of the same file, whole process",
        baseline_seconds=baseline.seconds,
        peak_mib=measured.peak_mib,
    )


def make_orders(path: Path, *, customers: int, orders: int) -> None:
    """Orders over three years of customers who differ in rate, size and how long they stay.

    Every figure is read off MD5 of the row, so the file is the same on every machine.
    """
    with duckdb.connect(config={"temp_directory": str(path.parent)}) as engine:
        engine.execute("SET preserve_insertion_order = false")
        engine.execute(
            f"""
            COPY (
              WITH drawn AS (
                SELECT i AS order_id, md5_number_lower(i::VARCHAR) AS h FROM range({orders}) AS r(i)
              ),
              placed AS (
                SELECT order_id,
                  -- Everybody once; then the square gives few customers many orders.
                  CASE WHEN order_id < {customers} THEN order_id
                    ELSE floor({customers} * pow((h % 1000003) / 1000003.0, 2))::BIGINT
                  END AS customer,
                  (h >> 20) % 1000 / 1000.0 AS moment,
                  (h >> 30) % 20000 AS size
                FROM drawn
              )
              SELECT order_id, customer AS customer_id,
                -- A customer comes on a day of their own and stays for a time of their own.
                DATE '2023-07-01' + (customer * 7919 % 700
                  + moment * (30 + customer * 104729 % 395))::INTEGER AS ordered_on,
                (500 + size * (1 + customer % 10))::BIGINT AS amount_minor
              FROM placed
            ) TO '{path}' (FORMAT parquet, COMPRESSION zstd)
            """
        )


def make_book(book: Path, orders: Path) -> Path:
    """A book that imports nothing: its orders lie in the warehouse."""
    run(["-m", "regulars.cli.main", "init", str(book), "--currency", "EUR"])
    path = book / "book.toml"
    text = tomlkit.parse(path.read_text(encoding="utf-8"))
    text["warehouse"] = {
        "order": {
            "parquet": [str(orders)],
            "source": "warehouse",
            "columns": {
                "source_id": "order_id",
                "customer_key": "customer_id",
                "happened_on": "ordered_on",
                "amount_minor": "amount_minor",
                "currency": {"value": "EUR"},
                "state": {"value": "placed"},
            },
        }
    }
    path.write_text(tomlkit.dumps(text), encoding="utf-8")
    return book


def refresh(book: Path) -> Timed:
    """One refresh into an emptied snapshot folder."""
    shutil.rmtree(book / "snapshots", ignore_errors=True)
    return run(["-m", "regulars.cli.main", "refresh", "--book", str(book), "--as-of", AS_OF])
