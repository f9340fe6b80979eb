"""The current snapshot as it is now: another process may switch to a new one at any time."""

from __future__ import annotations

import os
from pathlib import Path

from regulars.book.snapshot import CURRENT, FOLDER, Snapshot, current_snapshot

Stamp = tuple[int, int, int] | None


class KeptSnapshot:
    """Reads what a snapshot says of itself again once any of these files has changed.

    A file that is replaced by a rename is another one, however soon that happens.
    """

    def __init__(self, book: Path) -> None:
        self._book = book
        self._kept: tuple[list[Stamp], Snapshot] | None = None

    def current(self) -> Snapshot:
        """The newest complete snapshot. Raises: NoSnapshot, SnapshotUnreadable."""
        kept = self._kept
        if kept is not None and kept[0] == self._stamps(kept[1]):
            return kept[1]
        # Its stamps before it is read: what changes meanwhile is read again.
        pointer = stamp_of(self._book / FOLDER / CURRENT)
        snapshot = current_snapshot(self._book)
        self._kept = ([pointer, *_own_stamps(snapshot)], snapshot)
        return snapshot

    def _stamps(self, snapshot: Snapshot) -> list[Stamp]:
        return [stamp_of(f"{self._book}/{FOLDER}/{CURRENT}"), *_own_stamps(snapshot)]


def stamp_of(path: Path | str) -> Stamp:
    """What is another once a file was written anew; None where there is none."""
    try:
        status = os.stat(path)  # noqa: PTH116 - asked for many times a page
    except OSError:
        return None
    return status.st_ino, status.st_mtime_ns, status.st_size


def _own_stamps(snapshot: Snapshot) -> list[Stamp]:
    """They are written once; where they are gone, the snapshot is."""
    return [stamp_of(f"{snapshot.folder}/{name}") for name in ("manifest.json", "run.json")]
