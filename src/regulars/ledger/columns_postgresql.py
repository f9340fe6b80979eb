"""What is different about columns where the ledger is in PostgreSQL: they have their types."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pyarrow as pa
from django.db import connection

from regulars.ledger.place import conninfo

TURN_SECONDS = float("inf")
"""People at the desk do not wait for a transaction that writes other rows."""


@contextmanager
def connected() -> Iterator[Any]:
    """ADBC's connection, with transactions, beside Django's."""
    import adbc_driver_postgresql.dbapi as adbc

    connection.close_if_health_check_failed()
    connection.ensure_connection()
    host = connection.connection.info.host
    with adbc.connect(conninfo(connection.settings_dict, host=host)) as link:
        yield link


def tune(cursor: Any) -> None:
    """Nothing: the driver reads by COPY."""


def storable(table: pa.Table) -> pa.Table:
    """As they are: dates, instants and bytes have their types."""
    return table


def selected(name: str, *, number: bool) -> str:
    """SQL for a column, quoted."""
    return f'"{name}"'


def as_stored(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """A column that was read, as it is."""
    return column
