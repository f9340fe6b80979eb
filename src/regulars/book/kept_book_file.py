"""The book's file as it is now: people edit it while the desk runs."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

from regulars.book.book_file import FILE, BookFile, BookFileWrong, BookNotFound, read_book_file

log = logging.getLogger(__name__)

Stamp = tuple[int, int, int]


class KeptBookFile:
    """Reads the file again once it has changed; one that cannot be used changes nothing.

    `read` is told of each file that counts from now on.
    """

    def __init__(self, folder: Path, file: BookFile, *, read: Callable[[BookFile], None]) -> None:
        self._folder, self._file, self._read = folder, file, read
        # None: what was read before this may be old by now.
        self._stamp: Stamp | None = None
        self.fault: str | None = None
        """What is wrong with the file as it lies there; None when it is what counts."""
        read(file)

    def file(self) -> BookFile:
        """The newest that could be used."""
        if (stamp := self._now()) != self._stamp:
            self._stamp = stamp
            self._look()
        return self._file

    def _look(self) -> None:
        try:
            self._file = read_book_file(self._folder)
        except (BookFileWrong, BookNotFound, OSError) as error:
            # Half saved, or a slip of the hand: people at the counter go on as before.
            self.fault = str(error)
            log.warning("What was read of %s before still counts: %s", FILE, error)
            return
        self.fault = None
        self._read(self._file)

    def _now(self) -> Stamp | None:
        try:
            status = (self._folder / FILE).stat()
        except OSError:
            return None
        return status.st_ino, status.st_mtime_ns, status.st_size
