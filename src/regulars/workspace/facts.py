"""Facts in and out of a book: imports, what they did not take, undo."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from regulars.book.book_file import read_book_file, set_currency
from regulars.intake.import_files import Imported, import_files
from regulars.intake.reasons import REASONS
from regulars.intake.rows import Reading
from regulars.ledger.batches import undo_batch
from regulars.ledger.listing import Listed, listed_batches, rejects_of
from regulars.workspace.opened import Opened, now


class Facts(Opened):
    """What can be done with a book's facts."""

    def import_files(
        self,
        paths: Sequence[str | Path],
        *,
        recipe: str | None = None,
        currency: str | None = None,
        dates: str | None = None,
        dry_run: bool = False,
    ) -> Imported:
        """Import files as one batch, all or nothing; a dry run only tells what would come.

        The first currency that comes becomes the book's, where it has none.
        """
        done = import_files(
            paths=[Path(path) for path in paths],
            folder=self.folder,
            recipe=recipe,
            reading=Reading(currency.upper() if currency else self.currency, dates, self.zone),
            dry_run=dry_run,
            clock=now,
        )
        if self.currency is None and done.currency is not None and not dry_run:
            set_currency(self.folder, done.currency)
            self._file = read_book_file(self.folder)
        return done

    def imports(self) -> list[Listed]:
        """All import batches, newest first."""
        return listed_batches()

    def rejects(self, batch: int) -> list[dict[str, Any]]:
        """The rows that a batch did not take, with what to do about each. Raises: UnknownBatch."""
        return [{**row, "message": REASONS[row["reason"]]["en"]} for row in rejects_of(batch)]

    def undo(self, batch: int) -> None:
        """Leave a batch out from now on. Raises: UnknownBatch, BatchNotUndoable."""
        undo_batch(batch_id=batch, at=now())
