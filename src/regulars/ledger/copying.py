"""A ledger copied table by table, from whatever database into a new file of SQLite.

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
from django.db import connection, connections, models, transaction

from regulars.ledger.place import sqlite

COPY = "copy"
ROWS_AT_A_TIME = 2_000
NOT_COPIED = frozenset({"django_content_type", "auth_permission"})
"""Django makes these itself with the tables."""


def copy_to_sqlite(to: Path) -> dict[str, int]:
    """All rows of one moment, in a new file with today's tables; the rows of each table."""
    counts = {}
    # Keys into other tables are looked at when all of them are there.
    with _file(to), transaction.atomic(), transaction.atomic(using=COPY):
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        for model in _models():
            counts[model._meta.db_table] = _copy(model)
    return counts


@contextmanager
def _file(path: Path) -> Iterator[None]:
    settings = sqlite(path)
    # One file that can be moved: no log beside it. Whole or thrown away, so nothing is synced.
    settings["OPTIONS"]["init_command"] = "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;"
    connections.settings[COPY] = {**connections.settings["default"], **settings}
    connections.settings[COPY]["CONN_MAX_AGE"] = 0
    try:
        call_command("migrate", database=COPY, verbosity=0, interactive=False)
        yield
    finally:
        connections[COPY].close()
        del connections[COPY]
        del connections.settings[COPY]


def _models() -> list[type[models.Model]]:
    """Tables of Regulars, its people and its tasks; joins between them too."""
    every = apps.get_models(include_auto_created=True)
    return [one for one in every if one._meta.managed and one._meta.db_table not in NOT_COPIED]


def _copy(model: type[models.Model]) -> int:
    rows: Iterator[Any] = model._base_manager.order_by("pk").iterator(ROWS_AT_A_TIME)
    copied = 0
    while some := list(islice(rows, ROWS_AT_A_TIME)):
        model._base_manager.using(COPY).bulk_create(some)
        copied += len(some)
    return copied
