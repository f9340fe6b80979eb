"""Ties this process's Django to one book's database."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from functools import cache
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.core.cache import caches
from django.core.management import call_command
from django.db import OperationalError, connection, connections, transaction
from django.utils import timezone

from regulars.book.serving import ONLY_HERE, Serving
from regulars.errors import RegularsError
from regulars.ledger.place import POSTGRESQL, SQLITE, database_settings
from regulars.settings import of_the_book, settings_for

_turn = threading.Lock()


class BookTooNew(RegularsError):
    """The book was last opened by a newer Regulars."""

    exit_code = 3


class LedgerUnreachable(RegularsError):
    """The database of the book does not answer."""

    exit_code = 5


def connect(
    folder: Path,
    *,
    time_zone: str,
    ledger: str = SQLITE,
    book_id: str = "",
    url: str | None = None,
    serving: Serving = ONLY_HERE,
) -> None:
    """Point Django at the book in `folder` and bring its tables up to date.

    Raises: BookTooNew, DatabaseUrlWrong, LedgerUnreachable, WrongDatabase.
    """
    with _turn:
        database = database_settings(folder, kind=ledger, url=url)
        _point_at(folder, time_zone=time_zone, database=database, serving=serving)
        if ledger == POSTGRESQL:
            from regulars.ledger.postgresql.whose import check_whose

            _reach()
            check_whose(book_id)
        _bring_up_to_date()


def begin_in_database(
    folder: Path, *, book_id: str, url: str, write_book_file: Callable[[], None]
) -> None:
    """Make the tables of a new book in its PostgreSQL database, and mark them as that book's.

    `write_book_file` makes the other side; when it fails, the database stays free.
    Raises: DatabaseUrlWrong, LedgerUnreachable, WrongDatabase.
    """
    with _turn:
        database = database_settings(folder, kind=POSTGRESQL, url=url)
        _point_at(folder, time_zone="UTC", database=database, serving=ONLY_HERE)
        from regulars.ledger.postgresql.whose import check_free, mark

        _reach()
        check_free()
        _bring_up_to_date()
        with transaction.atomic():
            mark(book_id)
            write_book_file()


def disconnect() -> None:
    """Close the connections of this thread."""
    connections.close_all()


def _point_at(folder: Path, **told: Any) -> None:
    if not settings.configured:
        settings.configure(**settings_for(folder, **told))
        django.setup()
        return
    connections.close_all()
    for name, value in of_the_book(folder, **told).items():
        setattr(settings, name, value)
    # Another book may need another backend, so the connection is made anew, not only its address.
    for handler, wanted in ((connections, settings.DATABASES), (caches, settings.CACHES)):
        handler.settings = handler.configure_settings(wanted)
        if hasattr(handler._connections, "default"):
            del handler["default"]
    timezone.get_default_timezone.cache_clear()


def _reach() -> None:
    try:
        connection.ensure_connection()
    except OperationalError as error:
        raise LedgerUnreachable(
            f"The ledger cannot be reached ({' '.join(str(error).split())}). Nothing was changed. "
            "Check that PostgreSQL runs and that DATABASE_URL has the right host, database, user "
            "and password, then try again."
        ) from error


def _bring_up_to_date() -> None:
    from django.db.migrations.recorder import MigrationRecorder

    if MigrationRecorder(connection).applied_migrations().keys() == _made_for():
        return
    _refuse_newer()
    if _is_current():
        return
    with _alone():
        if not _is_current():
            call_command("migrate", verbosity=0, interactive=False)


@cache
def _made_for() -> frozenset[tuple[str, str]]:
    """The migrations that there are: to compare with them is faster than to plan them."""
    from django.db.migrations.loader import MigrationLoader

    return frozenset(MigrationLoader(None).disk_migrations)


def _alone() -> AbstractContextManager[None]:
    """Two processes that start at once must not both make the tables."""
    if connection.vendor != "postgresql":
        return nullcontext()
    from regulars.ledger.postgresql.turns import all_wait_for

    return all_wait_for("migrate")


def _refuse_newer() -> None:
    """Raises: BookTooNew when the tables are of a Regulars that came after this one."""
    from django.apps import apps
    from django.db.migrations.loader import MigrationLoader

    loader = MigrationLoader(connections["default"])
    installed = {one.label: one.name for one in apps.get_app_configs()}
    newer = sorted(
        f"{label}.{name}"
        for label, name in loader.applied_migrations
        if (label, name) not in loader.disk_migrations
        # A library may put its old migrations together; ours stay.
        and installed.get(label, "regulars.").startswith("regulars.")
    )
    if newer:
        connections.close_all()
        raise BookTooNew(
            f"This book was last used with a newer Regulars (it has {newer[-1]}). Nothing was "
            "changed. Install that version, or a newer one."
        )


def _is_current() -> bool:
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connections["default"])
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())
