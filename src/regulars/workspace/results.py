"""A book's results: the refresh, the card, how current they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pyarrow as pa
from django.utils import translation
from django.utils.translation import gettext

from regulars.book.card import asked_card
from regulars.book.reader import SnapshotReader
from regulars.book.refresh import Refreshed, refresh
from regulars.book.snapshot import NoSnapshot, Snapshot, named_snapshot
from regulars.wording import day
from regulars.workspace.opened import Opened, now

FACTS_EXPECTED_WITHIN = timedelta(days=7)
"""A week without a sale, a talk or an import: the facts are stale, or the business is closed."""


class Results(Opened):
    """What a book knows of its customers."""

    def refresh(
        self,
        *,
        as_of: date | None = None,
        known_at: datetime | None = None,
        told: Callable[[str], None] = lambda step: None,
    ) -> Refreshed:
        """Make a new snapshot and switch to it; with `known_at` make one of what was known then.

        Units: an instant without a zone is on the clock of the book's zone.
        """
        self._settle_currency()
        zone = ZoneInfo(self.zone)
        if known_at is not None and known_at.tzinfo is None:
            known_at = known_at.replace(tzinfo=zone)
        return refresh(
            folder=self.folder,
            book=self._file,
            as_of=as_of,
            known_at=known_at,
            today=(known_at or now()).astimezone(zone).date(),
            now=now,
            told=told,
        )

    @property
    def has_snapshot(self) -> bool:
        try:
            self._snapshot()
        except NoSnapshot:
            return False
        return True

    @property
    def made(self) -> Snapshot | None:
        """The current snapshot; None before the first refresh."""
        try:
            return self._snapshot()
        except NoSnapshot:
            return None

    def card(
        self,
        *,
        columns: Sequence[str] | None = None,
        where: str | None = None,
        snapshot: str | None = None,
    ) -> pa.Table:
        """The card of every customer, or of those for whom `where` is true.

        Null: `snapshot` None reads the current one.
        """
        reader = self._reader_of(snapshot)
        return reader.query(asked_card(reader, columns=columns, where=where))

    def write_card(
        self,
        path: Path,
        *,
        columns: Sequence[str] | None,
        where: str | None,
        parquet: bool,
        snapshot: str | None = None,
    ) -> None:
        """Write the card as CSV or Parquet."""
        reader = self._reader_of(snapshot)
        query = asked_card(reader, columns=columns, where=where)
        if parquet:
            reader.write_parquet(query, path)
        else:
            reader.write_csv(query, path)

    @property
    def as_of(self) -> date:
        """The day of the current snapshot. Raises: NoSnapshot."""
        return self._read().snapshot.as_of

    def as_of_snapshot(self, name: str) -> date:
        """The day of a snapshot. Raises: NoSnapshot, SnapshotUnreadable."""
        return named_snapshot(self.folder, name).as_of

    @property
    def counts(self) -> dict[str, int]:
        """What the current snapshot counted. Raises: NoSnapshot."""
        counts: dict[str, int] = self._read().snapshot.manifest["counts"]
        return counts

    def stale_notice(self, *, language: str = "en") -> str | None:
        """What to know when results or facts are not of today; None when they are.

        Results that were asked for as of a day are what was asked for.
        """
        snapshot = self._read().snapshot
        manifest = snapshot.manifest
        newest = manifest["newest_fact_on"] and date.fromisoformat(manifest["newest_fact_on"])
        today = now().astimezone(ZoneInfo(self.zone)).date()
        with translation.override(language):
            if manifest["old_book"]:
                said = gettext(
                    "The newest fact of this book is of %(day)s, so the book is read as of that "
                    "day."
                )
                return said % {"day": day(newest, language=language)}
            if manifest.get("asked"):
                return None
            if snapshot.as_of < today:
                said = gettext(
                    "These results are of %(day)s. They are made anew each morning while the "
                    "desk is served, or by: regulars refresh"
                )
                return said % {"day": day(snapshot.as_of, language=language)}
            if newest is not None and today - newest > FACTS_EXPECTED_WITHIN:
                said = gettext(
                    "The newest fact is of %(day)s: nothing newer was imported. What happened "
                    "since then is not seen here."
                )
                return said % {"day": day(newest, language=language)}
        return None

    def _reader_of(self, snapshot: str | None) -> SnapshotReader:
        if snapshot is None:
            return self._read()
        made = named_snapshot(self.folder, snapshot)
        return SnapshotReader(snapshot=made, temporary=self.folder / "temporary")
