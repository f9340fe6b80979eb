"""The background worker of a book, by itself or beside the desk."""

from __future__ import annotations

import logging
import select
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from regulars.errors import RegularsError

if TYPE_CHECKING:
    from regulars.workspace import Book


def work(book: Book, *, until_closed: int | None) -> None:
    """Work until stopped; beside a desk, until the pipe that it holds is closed."""
    # Django's models can be imported only now that the book is open.
    from regulars.cli.apart import by_another_process
    from regulars.jobs.worker import run_worker

    going_on = _held_open(until_closed)
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s: %(message)s")
    try:
        run_worker(
            book,
            folder=book.folder,
            morning_at=book.morning_at,
            made_at=book.made_at,
            now=lambda: datetime.now(UTC),
            going_on=going_on,
            apart=by_another_process(book.folder, going_on=going_on),
            mail=book.send_digests,
        )
    except RegularsError as error:
        if until_closed is None:
            raise
        # The web server above takes some exit codes of a child for its own workers'.
        print(f"regulars worker: {error}", file=sys.stderr)


def _held_open(pipe: int | None) -> Callable[[], bool]:
    if pipe is None:
        return lambda: True
    return lambda: not select.select([pipe], [], [], 0)[0]
