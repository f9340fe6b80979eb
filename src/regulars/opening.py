"""Making and opening a book. Apart from `workspace`, which needs Django to be set up already."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import TYPE_CHECKING

from regulars.book.book_file import FILE, make_book_file, read_book_file
from regulars.connect import begin_in_database, connect
from regulars.errors import RegularsError
from regulars.ledger.place import POSTGRESQL, VARIABLE

if TYPE_CHECKING:
    from regulars.workspace import Book


class BookExists(RegularsError):
    """There is a book in this folder already."""

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

    Raises: BookNotFound, BookFileWrong, DatabaseUrlWrong, LedgerUnreachable, WrongDatabase.
    """
    place = Path(folder).resolve()
    file = read_book_file(place)
    connect(
        place,
        time_zone=file.zone,
        ledger=file.ledger,
        book_id=file.book_id,
        url=os.environ.get(VARIABLE),
    )
    # Django's models can be imported only now.
    from regulars.workspace import use

    return use(place, file)
