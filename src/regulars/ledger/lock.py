"""One long writer at a time for each kind of work on a book; the second is told."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from regulars.errors import RegularsError


class BookBusy(RegularsError):
    """Somebody else is doing the same kind of work on this book."""

    exit_code = 6


@contextmanager
def only_one(*, folder: Path, work: str) -> Iterator[None]:
    """Hold the book's lock for `work` (`import`, `refresh`); the kernel frees it after a kill.

    Raises: BookBusy at once when another process holds it.
    """
    path = folder / f"{work}.lock"
    with path.open("a+", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            holder = lock.read().strip() or "unknown"
            raise BookBusy(
                f"Another {work} of this book is running (process {holder}). "
                "Nothing was changed. Wait until it ends, then try again."
            ) from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield
