"""Importing UCI Online Retail (541,909 invoice lines, gzip CSV) against DuckDB's bare read."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from benchmarks.results import Result
from benchmarks.timing import Timed, in_turn, run
from regulars.ledger.place import VARIABLE
from tests.postgresql_server import Server, programs

FILE = Path(__file__).parents[2] / "shared" / "data" / "online_retail" / "online_retail.csv.gz"
BARE = """
import duckdb, sys
duckdb.execute(f"CREATE TABLE t AS SELECT * FROM read_csv('{sys.argv[1]}', all_varchar=true)")
"""
LINES = 541_909
RUNS = 3


def measure() -> Result | None:
    """Into a file of SQLite; None where the data are not here."""
    return _measured("import_online_retail", "SQLite", dict)


def measure_postgresql() -> Result | None:
    """Into a PostgreSQL server of this machine, a new database each time.

    Its time is in the seconds, its memory is not in the peak.
    """
    if not FILE.is_file() or (found := programs()) is None:
        return None
    server = Server(found)
    try:
        # The tests' server may lose what it wrote, as nobody's own does.
        for setting in ("fsync", "full_page_writes"):
            server.execute(f"ALTER SYSTEM SET {setting} = on")
        server.execute("SELECT pg_reload_conf()")
        return _measured(
            "import_online_retail_postgresql",
            "PostgreSQL on this machine",
            lambda: {VARIABLE: server.url(server.new_database())},
        )
    finally:
        server.close()


def _measured(name: str, into: str, place_of: Callable[[], Mapping[str, str]]) -> Result | None:
    if not FILE.is_file():
        return None
    with tempfile.TemporaryDirectory() as place:
        measured, baseline = in_turn(
            lambda: _import(Path(place) / "book", place_of()),
            lambda: run(["-c", BARE, str(FILE)]),
            runs=RUNS,
        )
    return Result(
        name=name,
        what=f"`regulars import`, {LINES:,} lines into {into}, whole process; "
        f"{LINES / measured.seconds:,.0f} lines a second",
        seconds=measured.seconds,
        baseline="DuckDB reads the same gzip CSV into a table, whole process",
        baseline_seconds=baseline.seconds,
        peak_mib=measured.peak_mib,
    )


def _import(book: Path, variables: Mapping[str, str]) -> Timed:
    shutil.rmtree(book, ignore_errors=True)
    run(["-m", "regulars.cli.main", "init", str(book)], variables)
    return run(["-m", "regulars.cli.main", "import", str(FILE), "--book", str(book)], variables)
