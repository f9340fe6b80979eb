"""Making and opening a book. Apart from `workspace`, which needs Django to be set up already."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from regulars.book.book_file import (
    FILE,
    keep_ledger_in_database,
    keep_ledger_in_file,
    make_book_file,
    read_book_file,
)
from regulars.book.restore import unpack
from regulars.connect import begin_in_database, connect, disconnect
from regulars.errors import RegularsError
from regulars.ledger.place import LEDGER_FILE, POSTGRESQL, VARIABLE

if TYPE_CHECKING:
    from regulars.workspace import Book


class BookExists(RegularsError):
    """There is a book in this folder already."""

    exit_code = 3


class FolderNotEmpty(RegularsError):
    """A book is not restored among other files."""

    exit_code = 3


def init_book(
    folder: str | Path, *, name: str | None = None, zone: str = "UTC", currency: str | None = None
) -> Book:
    """Make a new, empty book and open it.

    Its ledger is a file in the folder, or the PostgreSQL database that DATABASE_URL names.
    Raises: BookExists, BookFileWrong, DatabaseUrlWrong, LedgerUnreachable, WrongDatabase.
    """
    place = Path(folder).resolve()
    if (place / FILE).exists():
        raise BookExists(
            f"There is a book in {folder} already. Nothing was changed. "
            "Choose another folder, or import into this one."
        )
    place.mkdir(parents=True, exist_ok=True)
    named = name or place.name
    url = os.environ.get(VARIABLE)
    if url:
        book_id = secrets.token_hex(16)
        begin_in_database(
            place,
            book_id=book_id,
            url=url,
            write_book_file=lambda: make_book_file(
                place,
                name=named,
                zone=zone,
                currency=currency,
                ledger=POSTGRESQL,
                book_id=book_id,
            ),
        )
    else:
        make_book_file(place, name=named, zone=zone, currency=currency)
    return open_book(place)


def open_book(folder: str | Path) -> Book:
    """Open the book in `folder`; a book opened before in this process is closed.

    Raises: BookNotFound, BookFileWrong, BookTooNew, DatabaseUrlWrong, LedgerUnreachable,
            WrongDatabase.
    """
    place = Path(folder).resolve()
    file = read_book_file(place)
    connect(
        place,
        time_zone=file.zone,
        ledger=file.ledger,
        book_id=file.book_id,
        url=os.environ.get(VARIABLE),
        serving=file.serving,
    )
    # Django's models can be imported only now.
    from regulars.workspace import use

    return use(place, file)


@dataclass(frozen=True)
class Restored:
    """Null: `before` None where there was no book; else the folder that it lies in now."""

    book: Book
    made_at: datetime
    counts: dict[str, int]
    kept_out: int
    before: Path | None


def restore_book(
    archive: str | Path, folder: str | Path, *, over: bool = False, suppressed: Sequence[Path] = ()
) -> Restored:
    """Make a book of a backup, in a new or empty folder, or in the place of another one.

    Who was erased stays out: those of the backup's list, of the book's in whose place it comes,
    and of the lists in `suppressed`. The book before is kept beside, under another name.
    The ledger lies in the folder, or in the empty PostgreSQL database that DATABASE_URL names.
    Raises: FolderNotEmpty, BookNotFound, BackupDamaged, BackupTooNew, BookTooNew, BookBusy,
            DatabaseUrlWrong, LedgerUnreachable, WrongDatabase, LedgerNotEmpty.
    """
    place = Path(folder).resolve()
    making = place.parent / f".{place.name}.restoring"
    url = os.environ.get(VARIABLE)
    if over:
        _check_before(place)
    elif place.exists() and (not place.is_dir() or any(place.iterdir())):
        raise FolderNotEmpty(
            f"{folder} is not empty. Nothing was changed. Choose a new folder, or say --over to "
            "put the backup in the place of the book there."
        )
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir(mode=0o700)
    try:
        manifest = unpack(archive=Path(archive), into=making)
        kept_out = _keep_out(making, lists=[*suppressed, *([place] if over else [])])
        if over:
            _join_record(making, place)
        if url:
            _move_into_database(making, url=url)
        before = _switch(making, place)
    finally:
        disconnect()
        shutil.rmtree(making, ignore_errors=True)
    return Restored(
        book=open_book(place),
        made_at=datetime.fromisoformat(manifest["made_at"]),
        counts=manifest["counts"],
        kept_out=kept_out,
        before=before,
    )


def _check_before(place: Path) -> None:
    """Raises: BookNotFound. A book in PostgreSQL stays there: DATABASE_URL says where to now."""
    if read_book_file(place).ledger != POSTGRESQL:
        open_book(place).close()


def _move_into_database(making: Path, *, url: str) -> None:
    """All of the unpacked ledger or, when anything fails, none of it: the database stays free."""
    book_id = secrets.token_hex(16)

    def fill() -> None:
        from regulars.ledger.copying import copy_from_sqlite

        copy_from_sqlite(making / LEDGER_FILE)
        keep_ledger_in_database(making, book_id=book_id)

    begin_in_database(making, book_id=book_id, url=url, write_book_file=fill)
    for left in making.glob(f"{LEDGER_FILE}*"):
        left.unlink()


def _keep_out(making: Path, *, lists: Sequence[Path]) -> int:
    """Erase from the unpacked book whoever is on any list; the number of identities."""
    keep_ledger_in_file(making)
    file = read_book_file(making)
    connect(making, time_zone=file.zone)
    from regulars.ledger.suppression import FILE as LIST
    from regulars.ledger.suppression import read_list
    from regulars.workspace import use

    listed = [read_list(path / LIST if path.is_dir() else path) for path in lists]
    book = use(making, file)
    book.quiet_restored()
    kept_out = book.keep_out(frozenset().union(*listed), by="restore")
    book.close()
    return kept_out


def _join_record(making: Path, place: Path) -> None:
    """Who saw and changed what since the backup stays told, though the changes themselves go."""
    from regulars.people.record import join

    join(making, place)


def _switch(making: Path, place: Path) -> Path | None:
    """Two renames; a kill between them leaves both books whole, side by side."""
    before = None
    if place.exists() and any(place.iterdir()):
        number = 1
        while place.with_name(f"{place.name}.before-restore-{number}").exists():
            number += 1
        before = place.rename(place.with_name(f"{place.name}.before-restore-{number}"))
    elif place.exists():
        place.rmdir()
    making.rename(place)
    handle = os.open(place.parent, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
    return before
