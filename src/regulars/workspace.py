"""One business's book, with the rooms below brought together. `regulars.open()` gives it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pyarrow as pa
from django.utils import translation
from django.utils.translation import gettext

from regulars.acts.candidate import Candidate
from regulars.acts.choose import one_each
from regulars.acts.describe import Setting, items
from regulars.acts.history import LetAlone, let_alone
from regulars.acts.outcome import care_done, care_not_right, care_put_back, care_snoozed
from regulars.acts.plan import minutes_planned_for, plan_day, planned, within
from regulars.acts.portrait import Portrait
from regulars.acts.show_customer import portrait
from regulars.acts.today import Today
from regulars.book.book_file import MOST_HOURS, BookFile, read_book_file, set_currency
from regulars.book.card import asked_card
from regulars.book.reader import Pool, SnapshotReader, UnknownCustomer
from regulars.book.refresh import Refreshed, refresh
from regulars.book.snapshot import NoSnapshot, current_snapshot
from regulars.connect import disconnect
from regulars.errors import RegularsError
from regulars.intake.import_files import Imported, import_files
from regulars.intake.reasons import REASONS
from regulars.intake.rows import Reading
from regulars.ledger.batches import undo_batch
from regulars.ledger.listing import Listed, listed_batches, rejects_of
from regulars.plays import plays
from regulars.wording import day

BELOW_SHOWN = 20
OWNER = "owner"


class NoBookOpen(RegularsError):
    """Nothing was opened in this process."""


class NotHours(RegularsError):
    """Nobody has so many hours."""

    exit_code = 2


_current: Book | None = None


def use(folder: Path, file: BookFile) -> Book:
    """Make this the one book of the process, and close the one before."""
    global _current  # noqa: PLW0603 - one process serves one book
    if _current is not None:
        _current.close()
    _current = Book(folder, file)
    return _current


def current() -> Book:
    """The one book of this process. Raises: NoBookOpen."""
    if _current is None:
        raise NoBookOpen("No book is open. Call regulars.open(folder) first.")
    return _current


class Book:
    """One business's book. Tables come as Arrow; what people read comes in a language.

    One process serves one book: opening another closes this one.
    """

    def __init__(self, folder: Path, file: BookFile) -> None:
        self.folder = folder
        self._file = file
        self._reader: SnapshotReader | None = None

    @property
    def name(self) -> str:
        return self._file.name

    @property
    def zone(self) -> str:
        return self._file.zone

    @property
    def currency(self) -> str | None:
        return self._file.currency

    @property
    def hours(self) -> float:
        return self._file.hours

    def close(self) -> None:
        """Let go of the database and the snapshot."""
        if self._reader is not None:
            self._reader.close()
            self._reader = None
        disconnect()

    # Facts in

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
            clock=_now,
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
        undo_batch(batch_id=batch, at=_now())

    # Results

    def refresh(
        self, *, as_of: date | None = None, told: Callable[[str], None] = lambda step: None
    ) -> Refreshed:
        """Make a new snapshot and switch to it."""
        return refresh(
            folder=self.folder,
            book=self._file,
            as_of=as_of,
            today=_now().astimezone(ZoneInfo(self.zone)).date(),
            now=_now,
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

    # The day

    def today(
        self, *, hours: float | None = None, staff: str = OWNER, language: str = "en"
    ) -> Today:
        """Plan the snapshot's day for a person, or extend the plan to `hours`; the list.

        What is on the list already stays on it, in its place.
        Raises: NoSnapshot, SnapshotUnreadable, NotHours.
        """
        if hours is not None and not 0 <= hours <= MOST_HOURS:
            raise NotHours(f"{hours:g} is no number of hours for a day's care. Write e.g. 4.")
        reader = self._read()
        before = minutes_planned_for(on=reader.snapshot.as_of, staff=staff)
        usual = round(self.hours * 60) if before is None else before
        minutes = usual if hours is None else round(hours * 60)
        pool = self._pool(self._let_alone(), at_most=200 + minutes)
        plan_day(
            candidates=[_candidate(row) for row in pool.rows],
            on=reader.snapshot.as_of,
            staff=staff,
            minutes=minutes,
            currency=reader.snapshot.currency or "XXX",
            at=_now(),
        )
        return self._today(staff, language, minutes=minutes)

    def day_plan(self, *, staff: str = OWNER, language: str = "en") -> Today | None:
        """A person's list of the snapshot's day; None when none was planned. Never writes."""
        if not self.has_snapshot:
            return None
        minutes = minutes_planned_for(on=self.as_of, staff=staff)
        return None if minutes is None else self._today(staff, language, minutes=minutes)

    def done(
        self, *, care_id: str, received: str | None, note: str | None, at: datetime | None = None
    ) -> None:
        """A line was done; how it was received, and a note."""
        care_done(care_id=care_id, received=received, note=note, at=at or _now())

    def snooze(self, *, care_id: str, days: int, at: datetime | None = None) -> None:
        """Leave a line's customer alone for some days."""
        care_snoozed(care_id=care_id, days=days, at=at or _now())

    def not_right(
        self, *, care_id: str, reason: str, note: str | None, at: datetime | None = None
    ) -> None:
        """A line was wrong about its customer."""
        care_not_right(care_id=care_id, reason=reason, note=note, at=at or _now())

    def put_back(self, *, care_id: str, at: datetime | None = None) -> None:
        """Undo what was said of a line."""
        care_put_back(care_id=care_id, at=at or _now())

    def customer(self, *, customer_id: str, language: str = "en") -> Portrait:
        """One customer. Raises: UnknownCustomer, NoSnapshot."""
        reader = self._read()
        card = reader.card_row(customer_id)
        with translation.override(language):
            return portrait(
                card,
                keys=reader.identities([customer_id])[customer_id],
                as_of=reader.snapshot.as_of,
                currency=reader.snapshot.currency,
                language=language,
            )

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

    def _today(self, staff: str, language: str, *, minutes: int) -> Today:
        reader = self._read()
        snapshot = reader.snapshot
        rows, beyond = within(planned(on=snapshot.as_of, staff=staff), minutes=minutes)
        pool = self._pool(self._let_alone(), at_most=10 * BELOW_SHOWN)
        below = one_each([_candidate(row) for row in pool.rows], at_most=BELOW_SHOWN)
        below_rows = [*beyond, *(vars(candidate) for candidate in below)]
        keys = [(row["customer_source"], row["customer_key"]) for row in [*rows, *below_rows]]
        customer_ids = reader.customer_ids(keys)
        ids = sorted(set(customer_ids.values()))
        identities, cards = reader.identities(ids), reader.card_rows(ids)

        def described(some: list[dict[str, Any]]) -> Any:
            return items(
                some,
                customer_ids=customer_ids,
                identities=identities,
                cards=cards,
                setting=Setting(snapshot.as_of, snapshot.currency, language),
            )

        with translation.override(language):
            shown, under = described(rows), described(below_rows)
        values = [row["value_per_minute"] for row in pool.rows if not row["held_out"]]
        best_below = values[0] if values and values[0] is not None else None
        return Today(
            as_of=snapshot.as_of,
            staff=staff,
            hours=minutes / 60,
            items=shown,
            below=under,
            below_the_line=len(beyond) + pool.customers,
            line_minor_per_hour=None if best_below is None else round(best_below * 60),
            currency=snapshot.currency or "XXX",
            refreshed_at=snapshot.made_at,
            refresh_seconds=snapshot.run["seconds"],
        )

    def _let_alone(self) -> LetAlone:
        cool_down = {name: play.cool_down_days for name, play in plays().items()}
        return let_alone(on=self.as_of, cool_down_days=cool_down)

    def _pool(self, alone: LetAlone, *, at_most: int) -> Pool:
        return self._read().pool(
            customers=alone.customers,
            plays=alone.plays,
            salt=self._file.salt,
            holdout_share=self._file.holdout_share,
            at_most=at_most,
        )

    def _read(self) -> SnapshotReader:
        """The reader of the current snapshot; a newer one replaces it at the next call."""
        snapshot = current_snapshot(self.folder)
        if self._reader is None or self._reader.snapshot.name != snapshot.name:
            self._reader = SnapshotReader(snapshot=snapshot, temporary=self.folder / "temporary")
        return self._reader


def _candidate(row: dict[str, Any]) -> Candidate:
    return Candidate(**{name: row[name] for name in Candidate.__dataclass_fields__})


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


__all__ = ["Book", "NoBookOpen", "UnknownCustomer", "current", "use"]
