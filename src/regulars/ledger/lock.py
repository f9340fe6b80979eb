"""One long writer at a time for each kind of work on a book; the second is told."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from regulars.errors import RegularsError


class BookBusy(RegularsError):
    """Somebody else is doing the same kind of work on this book."""

    exit_code = 6


@contextmanager
def only_one(*, folder: Path, work: str) -> Iterator[None]:
    """Hold the book's lock for `work` (`import`, `refresh`); the kernel frees it after a kill.

    The lock's file is gone afterwards; one that a kill left behind locks nothing.
    Raises: BookBusy at once when another process holds it.
    """
    path = folder / f"{work}.lock"
    with _taken(path, work) as lock:
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        try:
            yield
        finally:
            path.unlink(missing_ok=True)


def _taken(path: Path, work: str) -> IO[str]:
    while True:
        lock = path.open("a+", encoding="utf-8")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            holder = lock.read().strip() or "unknown"
            lock.close()
            raise BookBusy(
                f"Another {work} of this book is running (process {holder}). "
                "Nothing was changed. Wait until it ends, then try again."
            ) from None
        if _is_at(lock, path):
            return lock
        # The holder before ended in this moment and took the file away.
        lock.close()


def _is_at(lock: IO[str], path: Path) -> bool:
    try:
        return path.stat().st_ino == os.fstat(lock.fileno()).st_ino
    except FileNotFoundError:
        return False
