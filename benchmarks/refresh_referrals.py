"""A refresh of 1,000,000 customers with 300,000 referrals, beside the same without them.

`python -m benchmarks.refresh_referrals spark` runs it on Spark too, and tells whether both engines
gave the same.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

import duckdb
import tomlkit

from benchmarks.refresh_warehouse import make_book, refresh, write_orders
from benchmarks.results import Result
from benchmarks.timing import in_turn, run

CUSTOMERS = 1_000_000
REFERRALS = 300_000
KEPT = 0.2
"""Of all orders but the first: what is measured are the referrals, and Spark is to end on a small
machine. Customers who buy at random stay such."""
EXACT = ("referrals_sent", "referrals_received", "sent_spend_minor", "sent_spend_tree_minor")
NEAR = (
    *("sent_value_365_minor", "sent_value_365_low_minor", "sent_value_365_high_minor"),
    *("sends_365", "sends_365_low", "sends_365_high", "sends_top_share"),
)


def measure() -> Result:
    """On DuckDB."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        run(["-m", "benchmarks.refresh_referrals", "write", folder])
        bare = make_book(place / "bare", place / "orders.parquet")
        book = make_book(place / "book", place / "orders.parquet")
        _with_referrals(book, place / "referrals.parquet")
        measured, baseline = in_turn(lambda: refresh(book), lambda: refresh(bare), runs=3)
    return Result(
        name="refresh_referrals",
        what=f"`regulars refresh`, {CUSTOMERS:,} customers with {REFERRALS:,} referrals, whole "
        "process",
        seconds=measured.seconds,
        baseline="the same customers and orders without referrals",
        baseline_seconds=baseline.seconds,
        peak_mib=measured.peak_mib,
    )


def write(place: Path) -> None:
    """`orders.parquet` and `referrals.parquet`, the same on every machine."""
    write_orders(place / "all.parquet", customers=CUSTOMERS)
    with duckdb.connect(config={"temp_directory": str(place)}) as engine:
        engine.execute("SET enable_progress_bar = false")
        engine.execute(
            f"""
            CREATE MACRO drawn(name) AS (md5_number_lower(name) % 1000003 + 0.5) / 1000003.0;
            COPY (FROM '{place}/all.parquet'
                WHERE order_id % 1000 = 0 OR drawn('kept ' || order_id) < {KEPT})
              TO '{place}/orders.parquet' (FORMAT parquet, COMPRESSION zstd);
            COPY (
              SELECT o.customer_id AS came,
                min(o.ordered_on) + (drawn('told ' || o.customer_id) * 420)::INTEGER AS told_on,
                (pow(drawn('who sent ' || o.customer_id), 3) * {CUSTOMERS})::BIGINT AS sender
              FROM '{place}/orders.parquet' AS o
              WHERE drawn('was sent ' || o.customer_id) < 0.35
              GROUP BY o.customer_id ORDER BY o.customer_id LIMIT {REFERRALS}
            ) TO '{place}/referrals.parquet' (FORMAT parquet)
            """
        )


def _with_referrals(book: Path, referrals: Path) -> None:
    path = book / "book.toml"
    text = tomlkit.parse(path.read_text(encoding="utf-8"))
    text["warehouse"]["referral"] = {
        "parquet": [str(referrals)],
        "source": "warehouse",
        "columns": {
            "source_id": "came",
            "customer_key": "sender",
            "other_key": "came",
            "happened_on": "told_on",
        },
    }
    path.write_text(tomlkit.dumps(text), encoding="utf-8")


def on_both_engines(place: Path) -> None:
    """Print how long each took, and in how many values they differ."""
    write(place)
    cards = {}
    for kind in ("duckdb", "spark"):
        book = make_book(place / kind, place / "orders.parquet")
        _with_referrals(book, place / "referrals.parquet")
        if kind == "spark":
            path = book / "book.toml"
            text = tomlkit.parse(path.read_text(encoding="utf-8"))
            text["engine"] = {"kind": "spark"}
            path.write_text(tomlkit.dumps(text), encoding="utf-8")
        began = time.perf_counter()
        refresh(book)
        [cards[kind]] = book.glob("snapshots/2*/card.parquet")
        print(f"{kind}: {time.perf_counter() - began:.1f} s", flush=True)
    mine, other = (f"read_parquet('{cards[kind]}')" for kind in ("duckdb", "spark"))
    for name in (*EXACT, *NEAR, "sending_group"):
        a, b = f"a.{name}", f"b.{name}"
        same = f"{a} IS NOT DISTINCT FROM {b}"
        if name in NEAR:
            same = f"({same} OR abs({a} - {b}) <= 1e-9 * greatest(1, abs({a})))"
        [(rows, differ, told)] = duckdb.sql(
            f"SELECT count(*), count(*) FILTER (WHERE NOT {same}), count({a})"
            f" FROM {mine} AS a FULL JOIN {other} AS b USING (customer_id)"
        ).fetchall()
        print(f"{name}: {rows:,} customers, {told:,} known, {differ:,} differ", flush=True)
    [(spent, handed)] = duckdb.sql(
        "SELECT sum(expected_spend_365_minor) FILTER (WHERE referrals_received > 0),"
        f" sum(sent_value_365_minor) FROM {mine}"
    ).fetchall()
    print(f"expected of who was sent: {spent:,}; handed up in all: {handed:,}")


if __name__ == "__main__":
    if sys.argv[1] == "write":
        write(Path(sys.argv[2]))
    else:
        with tempfile.TemporaryDirectory(dir=sys.argv[2] if len(sys.argv) > 2 else None) as folder:
            on_both_engines(Path(folder))
