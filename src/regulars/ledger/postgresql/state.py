"""The database of the ledger in words, for whoever looks whether all is in order."""

from __future__ import annotations

import time

from django.db import connection

from regulars.ledger.postgresql.whose import where


def state_of_database() -> str:
    """Which database, its version, how long an answer takes, and how large it is.

    Raises: django.db.OperationalError when it does not answer.
    """
    with connection.cursor() as cursor:
        began = time.perf_counter()
        cursor.execute("SELECT current_setting('server_version')")
        [version] = cursor.fetchone()
        milliseconds = 1000 * (time.perf_counter() - began)
        cursor.execute("SELECT pg_database_size(current_database())")
        [size] = cursor.fetchone()
    return (
        f"{where()}, PostgreSQL {version.split()[0]}, answers in {milliseconds:.1f} ms, "
        f"{size / 1e6:.0f} MB"
    )
