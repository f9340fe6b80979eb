"""Ties this process's Django to one book's database."""

from __future__ import annotations

import threading
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.utils import timezone

from regulars.settings import LEDGER_FILE, settings_for, sqlite

_turn = threading.Lock()


def connect(folder: Path, *, time_zone: str) -> None:
    """Point Django at the book in `folder` and bring its tables up to date."""
    with _turn:
        if settings.configured:
            connections.close_all()
            connections["default"].settings_dict.update(sqlite(folder / LEDGER_FILE))
            settings.TIME_ZONE = time_zone
            timezone.get_default_timezone.cache_clear()
        else:
            settings.configure(**settings_for(folder, time_zone=time_zone))
            django.setup()
        if not _is_current():
            call_command("migrate", verbosity=0, interactive=False)


def disconnect() -> None:
    """Close the connections of this thread."""
    connections.close_all()


def _is_current() -> bool:
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connections["default"])
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())
