"""A book's results: the refresh, the card, how current they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pyarrow as pa
from django.utils import translation
from django.utils.translation import gettext

from regulars.book.card import asked_card
from regulars.book.refresh import Refreshed, refresh
from regulars.book.snapshot import NoSnapshot, current_snapshot
from regulars.wording import day
from regulars.workspace.opened import Opened, now


class Results(Opened):
    """What a book knows of its customers."""

    def refresh(
        self, *, as_of: date | None = None, told: Callable[[str], None] = lambda step: None
    ) -> Refreshed:
        """Make a new snapshot and switch to it."""
        return refresh(
            folder=self.folder,
            book=self._file,
            as_of=as_of,
            today=now().astimezone(ZoneInfo(self.zone)).date(),
            now=now,
            told=told,
        )

    @property
    def has_snapshot(self) -> bool:
        try:
            current_snapshot(self.folder)
        except NoSnapshot:
            return False
        return True

    def card(self, *, columns: Sequence[str] | None = None, where: str | None = None) -> pa.Table:
        """The card of every customer, or of those for whom `where` is true."""
        reader = self._read()
        return reader.query(asked_card(reader, columns=columns, where=where))

    def write_card(
        self, path: Path, *, columns: Sequence[str] | None, where: str | None, parquet: bool
    ) -> None:
        """Write the card as CSV or Parquet."""
        reader = self._read()
        query = asked_card(reader, columns=columns, where=where)
        if parquet:
            reader.write_parquet(query, path)
        else:
            reader.write_csv(query, path)

    @property
    def as_of(self) -> date:
        """The day of the current snapshot. Raises: NoSnapshot."""
        return self._read().snapshot.as_of

    def stale_notice(self, *, language: str = "en") -> str | None:
        """What to know about an old book; None when it is up to date."""
        manifest = self._read().snapshot.manifest
        if not manifest["old_book"]:
            return None
        newest = date.fromisoformat(manifest["newest_fact_on"])
        with translation.override(language):
            return gettext(
                "The newest fact of this book is of %(day)s, so the book is read as of that day."
            ) % {"day": day(newest, language=language)}
