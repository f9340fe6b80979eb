"""Django's SQLite backend, of which no half-made connection stays open."""

from __future__ import annotations

import sqlite3
from typing import Any

from django.db.backends.sqlite3 import base


class DatabaseWrapper(base.DatabaseWrapper):
    """Closes a connection whose first statements fail, e.g. on a full disk.

    Django leaves it to the garbage collector. Until that comes, and as it comes, it takes the locks
    of the file from the second SQLite library of this process (see columns_sqlite).
    """

    def get_new_connection(self, conn_params: dict[str, Any]) -> sqlite3.Connection:
        made: list[sqlite3.Connection] = []

        def make(*args: Any, **options: Any) -> sqlite3.Connection:
            made.append(sqlite3.Connection(*args, **options))
            return made[-1]

        try:
            return super().get_new_connection({**conn_params, "factory": make})
        except BaseException:
            for one in made:
                one.close()
            raise
