"""Leaves nothing of what was deleted in the database's own files."""

from __future__ import annotations

import time

from django.db import connection

from regulars.errors import RegularsError

PATIENCE_SECONDS = 60


class LedgerInUse(RegularsError):
    """Somebody reads the ledger for so long that its old pages cannot be let go."""

    exit_code = 6


def overwrite_deleted() -> None:
    """From now on, on this connection, deleted content is overwritten with zeros at once."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")


def forget_deleted(tables: list[str]) -> None:
    """Write the file anew without free pages, and empty its log; others wait meanwhile.

    On PostgreSQL the tables are written anew; its own log and its backups are beyond us.
    Raises: LedgerInUse.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for table in tables:
                cursor.execute(f'VACUUM FULL "{table}"')
            return
        cursor.execute("VACUUM")
        ends = time.monotonic() + PATIENCE_SECONDS
        while True:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            [(busy, _, _)] = cursor.fetchall()
            if not busy:
                return
            if time.monotonic() > ends:
                raise LedgerInUse(
                    "The person is erased, but somebody reads the ledger without pause, so old "
                    "pages of its file are still there. Stop `regulars serve`, then run "
                    "`regulars doctor --repair`."
                )
            time.sleep(0.05)
