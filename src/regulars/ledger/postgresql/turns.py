"""Who may write: advisory locks, which PostgreSQL frees when a session ends, however it ends."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.db import DatabaseError, connection

FAMILY = 0x52656775
"""First half of every lock's number, so that other programs' locks are others."""
_NUMBER = "hashtext(current_schema() || '/' || %s)"
"""Second half: of the work and the schema, since each schema may hold a book."""
_HELD = (
    "SELECT a.application_name FROM pg_locks AS l JOIN pg_stat_activity AS a USING (pid)"
    " WHERE l.locktype = 'advisory' AND l.granted AND l.classid::bigint = %s"
    " AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())"
    f" AND l.objid::bigint = ({_NUMBER}::bigint & 4294967295)"
)


def wait_for_turn(work: str) -> None:
    """Hold the lock for `work` until the running transaction ends; waits for the holder before."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_advisory_xact_lock(%s, {_NUMBER})", [FAMILY, work])


@contextmanager
def all_wait_for(work: str) -> Iterator[None]:
    """Hold the lock for `work` by the session of this process's connection."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_advisory_lock(%s, {_NUMBER})", [FAMILY, work])
        try:
            yield
        finally:
            cursor.execute(f"SELECT pg_advisory_unlock(%s, {_NUMBER})", [FAMILY, work])


@contextmanager
def held_by_one(work: str) -> Iterator[str | None]:
    """Hold the lock for `work` on a connection of its own.

    Null: yields None when it is held now, else who holds it: “process N on machine”.
    """
    own = connection.copy()
    try:
        with own.cursor() as cursor:
            # The holder's machine may vanish without a word: the server asks after it.
            cursor.execute("SET tcp_keepalives_idle = 30")
            cursor.execute("SET tcp_keepalives_interval = 10")
            cursor.execute("SET tcp_keepalives_count = 3")
            name = f"regulars {work}: process {os.getpid()} on {socket.gethostname()}"[:63]
            cursor.execute("SELECT set_config('application_name', %s, false)", [name])
            cursor.execute(f"SELECT pg_try_advisory_lock(%s, {_NUMBER})", [FAMILY, work])
            [taken] = cursor.fetchone()
            holder = None if taken else _holder(cursor, work)
        try:
            yield holder
        finally:
            # The server hears of a closed connection only a moment later. A lost one holds nothing.
            with suppress(DatabaseError), own.cursor() as cursor:
                if taken:
                    cursor.execute(f"SELECT pg_advisory_unlock(%s, {_NUMBER})", [FAMILY, work])
    finally:
        own.close()


def held_by_somebody(work: str) -> bool:
    """Whether any session holds the lock for `work`."""
    with connection.cursor() as cursor:
        cursor.execute(_HELD, [FAMILY, work])
        return cursor.fetchone() is not None


def _holder(cursor: object, work: str) -> str:
    cursor.execute(_HELD, [FAMILY, work])  # type: ignore[attr-defined]
    row = cursor.fetchone()  # type: ignore[attr-defined]
    return row[0].split(": ", 1)[-1] if row and row[0] else "process unknown"
