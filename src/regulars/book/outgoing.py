"""Files that the worker made for somebody at the desk to take with them: exports, backups.

They lie in the book's folder `downloads`, which only the owner of the process can read, for a day
at most, and go when anybody is erased: they name people.
"""

from __future__ import annotations

import secrets
import shutil
from datetime import datetime, timedelta
from pathlib import Path

from regulars.errors import RegularsError

FOLDER = "downloads"
KEPT_FOR = timedelta(days=1)


class DownloadGone(RegularsError):
    """There is no such file, or no longer."""

    exit_code = 4


def outgoing_place(folder: Path, *, ending: str) -> Path:
    """Where a file is to be written, under a name that nobody guesses."""
    place = folder / FOLDER
    place.mkdir(mode=0o700, exist_ok=True)
    return place / f"{secrets.token_hex(16)}{ending}"


def outgoing_file(folder: Path, name: str) -> Path:
    """A file that was written there. Raises: DownloadGone."""
    path = folder / FOLDER / Path(name).name
    if not path.is_file():
        raise DownloadGone(
            "This file is no longer here: files to take away are kept for a day. Have it made anew."
        )
    return path


def sweep_outgoing(folder: Path, *, at: datetime) -> None:
    """Remove what lies there for longer than a day."""
    for path in (folder / FOLDER).glob("*"):
        try:
            age = at.timestamp() - path.stat().st_mtime
        except FileNotFoundError:
            continue
        if age > KEPT_FOR.total_seconds():
            _remove(path)


def empty_outgoing(folder: Path) -> None:
    """Remove all of it."""
    for path in (folder / FOLDER).glob("*"):
        _remove(path)


def _remove(path: Path) -> None:
    """A file, or the folder in which a killed backup was being made."""
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
