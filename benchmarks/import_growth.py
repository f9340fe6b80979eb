"""How an import grows with its file: four times the lines, how much more time and memory."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from benchmarks.results import Result
from benchmarks.timing import Timed, in_turn, run

LINES = 1_000_000
TIMES = 4
RUNS = 1


def measure() -> Result | None:
    """One and four million orders of own columns; the ratio of time, and the peak of the larger."""
    with tempfile.TemporaryDirectory() as place:
        small = _orders(Path(place) / "small.csv", LINES)
        large = _orders(Path(place) / "large.csv", LINES * TIMES)
        measured, baseline = in_turn(
            lambda: _import(Path(place) / "book", large),
            lambda: _import(Path(place) / "book", small),
            runs=RUNS,
        )
    share = measured.peak_mib / baseline.peak_mib
    return Result(
        name="import_growth",
        what=f"`regulars import`, {LINES * TIMES:,} own orders into SQLite, whole process; "
        f"{share:.2f}× the memory of {LINES:,}",
        seconds=measured.seconds,
        baseline=f"the same with {LINES:,}",
        baseline_seconds=baseline.seconds,
        peak_mib=measured.peak_mib,
    )


def _orders(path: Path, lines: int) -> Path:
    with path.open("w", encoding="ascii") as text:
        text.write("order_id,customer_id,order_date,amount,currency,channel\n")
        for n in range(lines):
            # A prime steps through the customers, so that their index is hit everywhere.
            customer = n * 7_919 % (lines // 10)
            day = f"{2020 + n % 6}-{1 + n % 12:02d}-{1 + n % 28:02d}"
            text.write(f"o{n:08d},c{customer},{day},{n % 100_000 / 100},EUR,web\n")
    return path


def _import(book: Path, file: Path) -> Timed:
    shutil.rmtree(book, ignore_errors=True)
    run(["-m", "regulars.cli.main", "init", str(book)])
    return run(["-m", "regulars.cli.main", "import", str(file), "--book", str(book)])
