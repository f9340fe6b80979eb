"""The outlook on problems, judged on all that the book holds now: no refresh is needed for it."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

from regulars.book.book_file import BookFile
from regulars.book.current_facts import define_current_facts
from regulars.book.effort_outlook import Outcome, judged_outcomes
from regulars.book.mirror import ledger_heads, sync_mirror
from regulars.engines import open_engine
from regulars.ledger.known import known_now
from regulars.ledger.lock import only_one
from regulars.ledger.one_view import one_view


def outcomes_now(*, folder: Path, book: BookFile, today: date) -> tuple[Outcome, ...]:
    """For each outcome how well it is foretold after two steps.

    Raises: BookBusy while a refresh runs, which writes the same mirror.
    """
    with (
        only_one(folder=folder, work="refresh"),
        tempfile.TemporaryDirectory(dir=folder, prefix="refresh-") as temporary,
        open_engine(settings=book.engine, temporary=Path(temporary)) as engine,
    ):
        with one_view():
            known = known_now()
            heads = ledger_heads()
        files = sync_mirror(folder, heads=heads)
        define_current_facts(
            engine, files=files, published=known.published, warehouse=book.warehouse
        )
        return judged_outcomes(engine, as_of=today, zone=book.zone)
