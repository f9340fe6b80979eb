"""A ledger copied table by table: into a new file of SQLite, or from one into PostgreSQL.

A backup is the same kind of file whether a book keeps its ledger in a file or in PostgreSQL, and
restoring it is a way from one to the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import DEFAULT_DB_ALIAS, connection, connections, models, transaction

from regulars.errors import RegularsError
from regulars.ledger.place import sqlite

COPY = "copy"
ROWS_AT_A_TIME = 2_000
NOT_COPIED = frozenset({"django_content_type", "auth_permission"})
"""Django makes these itself with the tables."""


class LedgerNotEmpty(RegularsError):
    """A ledger is not restored among other rows."""

    exit_code = 3


def copy_to_sqlite(to: Path) -> dict[str, int]:
    """All rows of one moment, in a new file with today's tables; the rows of each table."""
    counts = {}
    settings = sqlite(to)
    # One file that can be moved: no log beside it. Whole or thrown away, so nothing is synced.
    settings["OPTIONS"]["init_command"] = "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;"
    with _file(settings):
        call_command("migrate", database=COPY, verbosity=0, interactive=False)
        # Keys into other tables are looked at when all of them are there.
        with transaction.atomic(), transaction.atomic(using=COPY):
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            for model in _models():
                counts[model._meta.db_table] = _copy(model, DEFAULT_DB_ALIAS, COPY)
    return counts


def copy_from_sqlite(path: Path) -> dict[str, int]:
    """All rows of a file with today's tables, into the book's own; the rows of each table.

    Within the caller's transaction. Raises: LedgerNotEmpty.
    """
    _refuse_rows()
    with _file(sqlite(path)):
        counts = {model._meta.db_table: _copy(model, COPY, DEFAULT_DB_ALIAS) for model in _models()}
    # Rows came with their numbers, of which the database's counters know nothing.
    for statement in connection.ops.sequence_reset_sql(no_style(), _models()):
        with connection.cursor() as cursor:
            cursor.execute(statement)
    return counts


def _refuse_rows() -> None:
    held = [one._meta.db_table for one in _models() if one._base_manager.exists()]
    if held:
        raise LedgerNotEmpty(
            f"The database has rows already ({', '.join(held[:3])}). Nothing was changed. Make an "
            "empty database, and set DATABASE_URL to it."
        )


@contextmanager
def _file(settings: dict[str, Any]) -> Iterator[None]:
    connections.settings[COPY] = {**connections.settings["default"], **settings}
    connections.settings[COPY]["CONN_MAX_AGE"] = 0
    try:
        yield
    finally:
        connections[COPY].close()
        del connections[COPY]
        del connections.settings[COPY]


def _models() -> list[type[models.Model]]:
    """Tables of Regulars, its people and its tasks; joins between them too."""
    every = apps.get_models(include_auto_created=True)
    return [one for one in every if one._meta.managed and one._meta.db_table not in NOT_COPIED]


def _copy(model: type[models.Model], source: str, target: str) -> int:
    rows: Iterator[Any] = model._base_manager.using(source).order_by("pk").iterator(ROWS_AT_A_TIME)
    copied = 0
    while some := list(islice(rows, ROWS_AT_A_TIME)):
        model._base_manager.using(target).bulk_create(some)
        copied += len(some)
    return copied
