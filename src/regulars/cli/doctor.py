"""Is the book in order, and the machine it is on?"""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
from contextlib import closing
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING

from regulars.errors import RegularsError
from regulars.ledger.place import LEDGER_FILE, POSTGRESQL, VARIABLE

if TYPE_CHECKING:
    from regulars.workspace import Book

LEAST_FREE_BYTES = 1 << 30
PACKAGES = ("django", "duckdb", "pyarrow", "numpy", "scipy", "sqlglot")


@dataclass(frozen=True)
class Finding:
    """One thing looked at. `ok` False: read `found`, it says what to do."""

    what: str
    ok: bool
    found: str


def examine(book: Book) -> list[Finding]:
    """Look at the machine, the ledger, the imports and the results."""
    return [_python(), _disk(book), _ledger(book), _imports(book), _results(book)]


def examine_unreached(why: RegularsError) -> list[Finding]:
    """What can be looked at when the book's database does not answer."""
    return [_python(), Finding("ledger", False, str(why))]


def _python() -> Finding:
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return Finding("python", sys.version_info >= (3, 11), f"{sys.version.split()[0]}; {packages}")


def _disk(book: Book) -> Finding:
    free = shutil.disk_usage(book.folder).free
    words = f"{free / 1e9:.1f} GB free"
    if free < LEAST_FREE_BYTES:
        return Finding("disk", False, f"{words}: make room before the next import")
    return Finding("disk", True, words)


def _ledger(book: Book) -> Finding:
    return _database() if book.ledger == POSTGRESQL else _file(book)


def _database() -> Finding:
    from django.db import Error

    from regulars.ledger.postgresql.state import state_of_database

    try:
        return Finding("ledger", True, state_of_database())
    except Error as error:
        words = " ".join(str(error).split())
        return Finding("ledger", False, f"does not answer ({words}): start PostgreSQL again")


def _file(book: Book) -> Finding:
    # Closed at once: two SQLite libraries must not have the file open (see ledger/columns.py).
    place = f"file:{book.folder / LEDGER_FILE}?mode=ro"
    with closing(sqlite3.connect(place, uri=True)) as ledger:
        [(answer,)] = ledger.execute("PRAGMA quick_check(1)").fetchall()
    if answer != "ok":
        return Finding("ledger", False, f"damaged ({answer}): restore the last backup")
    beside = f"; in a file, although {VARIABLE} is set" if os.environ.get(VARIABLE) else ""
    return Finding("ledger", True, f"sound{beside}")


def _imports(book: Book) -> Finding:
    states = [one.state for one in book.imports()]
    if "loading" in states:
        return Finding(
            "imports", False, "one is running or was broken off; the next import clears it"
        )
    return Finding("imports", True, f"{states.count('complete')} complete, {len(states)} in all")


def _results(book: Book) -> Finding:
    try:
        as_of = book.as_of
    except RegularsError as error:
        return Finding("results", False, str(error))
    counts = book.counts
    if missing := counts.get("orders_in_other_currencies"):
        return Finding(
            "results",
            False,
            f"as of {as_of}; {missing} orders have no rate into {book.currency}: import rates "
            "(docs/currencies.md)",
        )
    return Finding("results", True, f"as of {as_of}")
