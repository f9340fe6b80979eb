"""`regulars watch`: imports what settles in a folder, until it is stopped."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from regulars.cli.tell import tell_import
from regulars.errors import RegularsError
from regulars.intake.watched_folder import Came, look, settled, take
from regulars.ledger.lock import only_one

if TYPE_CHECKING:
    from regulars.workspace import Book

SETTLE_SECONDS = 2.0
"""Between two looks: a copy that pauses for longer is rare, and its rest comes as a change."""


class NothingFits(RegularsError):
    """A watch is over the book's own folder."""

    exit_code = 2


def watch(
    book: Book, folder: Path, *, once: bool, wait: Callable[[float], None] = time.sleep
) -> Iterator[Came]:
    """What became of each file, as it happens; with `once` it ends when nothing more has settled.

    One process watches for a book. Raises: NotAFolder, BookBusy, NothingFits.
    """
    if folder.resolve() == book.folder:
        raise NothingFits("This is the book's own folder. Watch another one, e.g. an inbox in it.")
    with only_one(folder=book.folder, work="watch"):
        before = look(folder)
        while True:
            if once and not before:
                return
            wait(SETTLE_SECONDS)
            now = look(folder)
            ready = settled(before, now)
            yield from take(ready, folder=folder, import_=lambda files: _import(book, files))
            if once:
                return
            before = {path: state for path, state in now.items() if path not in ready}


def _import(book: Book, files: list[Path]) -> str | None:
    done = book.import_files(files)
    return tell_import(done) if done.rejected else None
