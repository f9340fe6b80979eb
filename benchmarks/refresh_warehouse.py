"""A refresh of a warehouse's customers and orders in Parquet against the bare GROUP BY of them."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import tomlkit

from benchmarks.results import Result
from benchmarks.timing import Timed, in_turn, run

CUSTOMERS = 1_000_000
DAYS = 1126
AS_OF = "2026-07-31"
BARE = """
import duckdb, sys
duckdb.execute(f\"\"\"CREATE TABLE t AS
    SELECT customer_id, count(*), sum(amount_minor), min(ordered_on), max(ordered_on)
    FROM '{sys.argv[1]}' GROUP BY customer_id\"\"\")
"""
RUNS = 3


def measure() -> Result:
    """1,000,000 customers and some 20,000,000 orders."""
    with tempfile.TemporaryDirectory() as place:
        orders = Path(place) / "orders.parquet"
        made = make_orders(orders, customers=CUSTOMERS)
        book = make_book(Path(place) / "book", orders)
        measured, baseline = in_turn(
            lambda: refresh(book), lambda: run(["-c", BARE, str(orders)]), runs=RUNS
        )
    return Result(
        name="refresh_warehouse",
        what=f"`regulars refresh`, {CUSTOMERS:,} customers / {made:,} orders in Parquet, "
        "whole process",
        seconds=measured.seconds,
        baseline="DuckDB's bare GROUP BY customer of the same file, whole process",
        baseline_seconds=baseline.seconds,
        peak_mib=measured.peak_mib,
    )


def make_orders(path: Path, *, customers: int) -> int:
    """About 20 orders each over three years, by day, of customers as the MBG/NBD has them.

    They come at a rate of their own, and after each order leave with a chance of their own. The
    file is the same on every machine. Answers how many orders.
    """
    # In a process of its own: a child begins with its parent's memory, and counts it as its peak.
    run(["-m", "benchmarks.refresh_warehouse", str(path), str(customers)])
    return int(pq.read_metadata(path).num_rows)


def write_orders(path: Path, *, customers: int) -> None:
    """Write the file of `make_orders`."""
    with duckdb.connect(config={"temp_directory": str(path.parent)}) as engine:
        engine.execute("SET enable_progress_bar = false")
        engine.execute("SET preserve_insertion_order = false")
        engine.execute(
            f"""
            CREATE MACRO drawn(name) AS (md5_number_lower(name) % 1000003 + 0.5) / 1000003.0;
            COPY (
              WITH each_one AS (
                SELECT customer_id, customer_id * 7919 % 700 AS first_day,
                  1 + floor(ln(drawn('stays ' || customer_id))
                    / ln(1 - 0.3 * pow(drawn('leaves ' || customer_id), 2))) AS until_leaving,
                  13.5 / (0.1 - ln(drawn('rate ' || customer_id))) AS gap_days
                FROM range({customers}) AS c(customer_id)
              ),
              bought AS (
                SELECT *, unnest(range(greatest(1, least(400, until_leaving,
                  floor(({DAYS} - first_day) / gap_days)))::BIGINT)) AS number
                FROM each_one
              )
              SELECT customer_id * 1000 + number AS order_id, customer_id,
                DATE '2023-07-01' + (first_day + gap_days
                  * (number + (customer_id * 7919 + number * 104729) % 900 / 1000.0))::INTEGER
                  AS ordered_on,
                (500 + (customer_id * 104729 + number * 7907) % 20011
                  * (1 + customer_id % 10))::BIGINT AS amount_minor
              FROM bought ORDER BY ordered_on
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


if __name__ == "__main__":
    write_orders(Path(sys.argv[1]), customers=int(sys.argv[2]))
