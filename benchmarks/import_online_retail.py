"""Importing UCI Online Retail (541,909 invoice lines, gzip CSV) against DuckDB's bare read."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from benchmarks.results import Result
from benchmarks.timing import Timed, in_turn, run

FILE = Path(__file__).parents[2] / "shared" / "data" / "online_retail" / "online_retail.csv.gz"
BARE = """
import duckdb, sys
duckdb.execute(f"CREATE TABLE t AS SELECT * FROM read_csv('{sys.argv[1]}', all_varchar=true)")
"""
RUNS = 3


def measure() -> Result | None:
    """None where the file is not here."""
    if not FILE.is_file():
        return None
    with tempfile.TemporaryDirectory() as place:
        measured, baseline = in_turn(
            lambda: _import(Path(place) / "book"), lambda: run(["-c", BARE, str(FILE)]), runs=RUNS
        )
    return Result(
        name="import_online_retail",
        what="`regulars import`, 541,909 lines into SQLite, whole process",
        seconds=measured.seconds,
        baseline="DuckDB reads the same gzip CSV into a table, whole process",
        baseline_seconds=baseline.seconds,
        peak_mib=measured.peak_mib,
    )


def _import(book: Path) -> Timed:
    shutil.rmtree(book, ignore_errors=True)
    run(["-m", "regulars.cli.main", "init", str(book)])
    return run(["-m", "regulars.cli.main", "import", str(FILE), "--book", str(book)])
