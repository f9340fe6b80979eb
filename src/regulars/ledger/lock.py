"""One long writer at a time for each kind of work on a book; the second is told."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import IO

from django.db import connection

from regulars.errors import RegularsError

LOOKS, A_LOOK_SECONDS = 3, 0.01
"""Whoever only looks (`held`) has the lock for less; so often it is tried again."""


class BookBusy(RegularsError):
    """Somebody else is doing the same kind of work on this book."""

    exit_code = 6


@contextmanager
def only_one(*, folder: Path, work: str) -> Iterator[None]:
    """Hold the book's lock for `work` (`import`, `refresh`); it is freed after a kill.

    The lock's file is gone afterwards; one that a kill left behind locks nothing. With PostgreSQL
    a book may be served from several machines, so the database is asked too.
    Raises: BookBusy at once when another process holds it.
    """
    path = folder / f"{work}.lock"
    with _taken(path, work) as lock, _elsewhere(work) as holder:
        if holder is not None:
            raise _busy(work, holder)
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        try:
            yield
        finally:
            path.unlink(missing_ok=True)


def held(*, folder: Path, work: str) -> bool:
    """Whether somebody holds the book's lock for `work` now, on this machine or another."""
    try:
        with (folder / f"{work}.lock").open(encoding="utf-8") as lock:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except FileNotFoundError:
        pass
    if connection.vendor != "postgresql":
        return False
    from regulars.ledger.postgresql.turns import held_by_somebody

    return held_by_somebody(work)


def _taken(path: Path, work: str) -> IO[str]:
    looks = LOOKS
    while True:
        lock = path.open("a+", encoding="utf-8")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if looks:
                lock.close()
                time.sleep(A_LOOK_SECONDS)
                looks -= 1
                continue
            lock.seek(0)
            holder = lock.read().strip() or "unknown"
            lock.close()
            raise _busy(work, f"process {holder}") from None
        if _is_at(lock, path):
            return lock
        # The holder before ended in this moment and took the file away.
        lock.close()


def _elsewhere(work: str) -> AbstractContextManager[str | None]:
    if connection.vendor != "postgresql":
        return nullcontext()
    from regulars.ledger.postgresql.turns import held_by_one

    return held_by_one(work)


def _busy(work: str, holder: str) -> BookBusy:
    return BookBusy(
        f"Another {work} of this book is running ({holder}). "
        "Nothing was changed. Wait until it ends, then try again."
    )


def _is_at(lock: IO[str], path: Path) -> bool:
    try:
        return path.stat().st_ino == os.fstat(lock.fileno()).st_ino
    except FileNotFoundError:
        return False
