"""The base of every error that Regulars raises on purpose."""

from __future__ import annotations

import errno

FULL = ("No space left on device", "disk is full", "Disk quota exceeded", "max_temp_directory_size")
"""How the system, SQLite, PostgreSQL and DuckDB say that a disk is full."""


class RegularsError(Exception):
    """Says what happened, the value seen, and what to do next.

    `exit_code` is what the command line returns for it; docs/command-line.md lists them.
    """

    exit_code = 1


def disk_is_full(error: BaseException) -> bool:
    """Whether an error came of a full disk, whichever library raised it, and whatever on top."""
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, OSError) and seen.errno in (errno.ENOSPC, errno.EDQUOT):
            return True
        if any(words in str(seen) for words in FULL):
            return True
        seen = seen.__cause__ or seen.__context__
    return False
