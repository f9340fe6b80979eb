"""The base of every error that Regulars raises on purpose."""

from __future__ import annotations

import errno
import json
from typing import Any

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


def told_of(error: Exception) -> dict[str, Any]:
    """An error as plain values, for whoever tells it elsewhere, in another process or language.

    Shape: `error` is its class's name (`DiskFull`, `Fault` where it was not on purpose), `message`
           its text, `values` what it says of itself by name.
    """
    if isinstance(told := getattr(error, "told", None), dict):
        return told
    if disk_is_full(error):
        name = "DiskFull"
    else:
        name = type(error).__name__ if isinstance(error, RegularsError) else "Fault"
    return {
        "error": name,
        "message": str(error) or type(error).__name__,
        "values": json.loads(json.dumps(vars(error), default=str)),
    }
