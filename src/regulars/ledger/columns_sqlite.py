"""What is different about columns where the ledger is an SQLite file: it gives them no types."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from django.db import connection

NULL_TEXT = "\x1f"
"""A text column that begins with nulls would read as numbers."""

PRAGMAS = (
    "busy_timeout = 30000",
    "synchronous = FULL",
    "foreign_keys = ON",
    # The indexes of millions of rows do not fit into the 2 MB that SQLite would hold of them, and
    # emptying the log after every chunk writes the same pages again and again.
    "cache_size = -65536",
    "wal_autocheckpoint = 8000",
)

TURN_SECONDS = 0.1
"""After a long transaction: who waits at the desk looks this often whether it may write, and waits
for seconds where the next transaction begins at once."""


@contextmanager
def connected() -> Iterator[Any]:
    """ADBC's connection, with transactions."""
    import adbc_driver_sqlite.dbapi as adbc

    path = str(connection.settings_dict["NAME"])
    # The driver brings a second SQLite library. Two of them in one process drop each other's
    # file locks, so Django's connection is closed while this one is open.
    connection.close()
    with adbc.connect(path, autocommit=True) as link:
        with link.cursor() as cursor:
            for pragma in PRAGMAS:
                cursor.execute(f"PRAGMA {pragma}")
                cursor.fetchall()
        link.adbc_connection.set_autocommit(False)
        yield link


def tune(cursor: Any) -> None:
    """Read as many rows at a time as the reading of columns is quick with."""
    cursor.adbc_statement.set_options(**{"adbc.sqlite.query.batch_rows": "65536"})


def storable(table: pa.Table) -> pa.Table:
    """Dates and instants as the text that Django reads from SQLite."""
    columns = [
        column.cast(pa.string()) if pa.types.is_temporal(column.type) else column
        for column in table.columns
    ]
    return pa.table(dict(zip(table.column_names, columns, strict=True)))


def selected(name: str, *, number: bool) -> str:
    """SQL for a column, quoted."""
    return f'"{name}"' if number else f'coalesce("{name}", char({ord(NULL_TEXT)}))'


def as_stored(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """A column that was read, with its nulls."""
    if pa.types.is_string(column.type):
        return pc.if_else(pc.equal(column, NULL_TEXT), pa.scalar(None, pa.string()), column)
    return column
