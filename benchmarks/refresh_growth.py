"""How a refresh grows: four times the customers, and every size from 10,000 to 10,000,000."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from benchmarks.refresh_warehouse import BARE, make_book, make_orders, refresh
from benchmarks.results import Result
from benchmarks.timing import in_turn, run

BASE = 1_000_000
SIZES = (10_000, 100_000, 1_000_000, 4_000_000, 10_000_000)


def measure() -> Result:
    """Four times the customers and orders against the size of `refresh_warehouse`."""
    with tempfile.TemporaryDirectory() as place:
        books, orders = zip(
            *(_book(Path(place) / str(n), customers=n) for n in (BASE, 4 * BASE)), strict=True
        )
        larger, smaller = in_turn(lambda: refresh(books[1]), lambda: refresh(books[0]), runs=2)
    return Result(
        name="refresh_growth",
        what=f"`regulars refresh`, {4 * BASE:,} customers / {orders[1]:,} orders in "
        "Parquet, whole process",
        seconds=larger.seconds,
        baseline=f"the same at {BASE:,} customers, which peaks at {smaller.peak_mib:.0f} MiB",
        baseline_seconds=smaller.seconds,
        peak_mib=larger.peak_mib,
    )


def main(sizes: tuple[int, ...]) -> None:
    """Print a row for each size, for docs/scale.md."""
    print("| customers | orders | refresh s | bare GROUP BY s | ratio | peak MiB |")
    print("| --- | --- | --- | --- | --- | --- |")
    for customers in sizes:
        with tempfile.TemporaryDirectory() as place:
            book, orders = _book(Path(place), customers=customers)
            bare = run(["-c", BARE, str(Path(place) / "orders.parquet")])
            timed = refresh(book)
        print(
            f"| {customers:,} | {orders:,} | {timed.seconds:.1f} | "
            f"{bare.seconds:.1f} | {timed.seconds / bare.seconds:.1f} | {timed.peak_mib:.0f} |",
            flush=True,
        )


def _book(place: Path, *, customers: int) -> tuple[Path, int]:
    place.mkdir(exist_ok=True)
    file = place / "orders.parquet"
    orders = make_orders(file, customers=customers)
    return make_book(place / "book", file), orders


if __name__ == "__main__":
    main(tuple(int(size) for size in sys.argv[1:]) or SIZES)
