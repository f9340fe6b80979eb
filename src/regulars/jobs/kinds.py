"""What can be asked of the worker."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """One kind of long work."""

    REFRESH = "refresh"
    BACKTEST = "backtest"
    LOOK = "look"
    PREVIEW = "preview"
    IMPORT = "import"
    EXPORT = "export"
    ERASE = "erase"
    BACKUP = "backup"


APART: dict[str, int] = {Kind.LOOK: 180, Kind.PREVIEW: 900, Kind.IMPORT: 7_200}
"""What reads files of others, in a process of its own; the seconds that each may take."""
