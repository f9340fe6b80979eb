"""A book's day: whom to take care of, one customer, what became of each line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils import translation

from regulars.acts.candidate import Candidate
from regulars.acts.choose import one_each
from regulars.acts.describe import Setting, items
from regulars.acts.history import LetAlone, let_alone
from regulars.acts.outcome import care_done, care_not_right, care_put_back, care_snoozed
from regulars.acts.plan import minutes_planned_for, plan_day, planned, within
from regulars.acts.portrait import Portrait
from regulars.acts.said_since import consents_since, owners_since
from regulars.acts.show_customer import portrait
from regulars.acts.today import Item, Progress, Today, progress_of
from regulars.book.book_values import MOST_HOURS
from regulars.book.reader import Pool, Since
from regulars.errors import RegularsError
from regulars.plays import plays
from regulars.workspace.opened import now
from regulars.workspace.results import Results

BELOW_SHOWN = 20
OWNER = "owner"


class NotHours(RegularsError):
    """Nobody has so many hours."""

    exit_code = 2


class Care(Results):
    """What people do with a book's results, day by day."""

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
        pool = self._pool(self._let_alone(), staff=staff, at_most=200 + minutes)
        plan_day(
            candidates=[_candidate(row) for row in pool.rows],
            on=reader.snapshot.as_of,
            staff=staff,
            minutes=minutes,
            currency=reader.snapshot.currency or "XXX",
            at=now(),
        )
        return self._today(staff, language, minutes=minutes)

    def day_plan(self, *, staff: str = OWNER, language: str = "en") -> Today | None:
        """A person's list of the snapshot's day; None when none was planned. Never writes."""
        if not self.has_snapshot:
            return None
        minutes = minutes_planned_for(on=self.as_of, staff=staff)
        return None if minutes is None else self._today(staff, language, minutes=minutes)

    def line(
        self, *, care_id: str, staff: str = OWNER, language: str = "en"
    ) -> tuple[Item, Progress] | None:
        """One line of a person's list, and how far the day has come; None when it is not on it.

        Quicker than the whole list: for the answer to a line.
        """
        if not self.has_snapshot:
            return None
        minutes = minutes_planned_for(on=self.as_of, staff=staff)
        if minutes is None:
            return None
        rows, _ = within(planned(on=self.as_of, staff=staff), minutes=minutes)
        asked = [row for row in rows if row["source_id"] == care_id]
        told = self._describing(asked, language)
        with translation.override(language):
            found = items(asked, **told)
        if not found:
            return None
        lines = [(row["state"], row["minutes"]) for row in rows]
        return found[0], progress_of(lines, hours=minutes / 60)

    def done(
        self, *, care_id: str, received: str | None, note: str | None, at: datetime | None = None
    ) -> None:
        """A line was done; how it was received, and a note."""
        care_done(care_id=care_id, received=received, note=note, at=at or now())

    def snooze(self, *, care_id: str, days: int, at: datetime | None = None) -> None:
        """Leave a line's customer alone for some days."""
        care_snoozed(care_id=care_id, days=days, at=at or now())

    def not_right(
        self, *, care_id: str, reason: str, note: str | None, at: datetime | None = None
    ) -> None:
        """A line was wrong about its customer."""
        care_not_right(care_id=care_id, reason=reason, note=note, at=at or now())

    def put_back(self, *, care_id: str, at: datetime | None = None) -> None:
        """Undo what was said of a line."""
        care_put_back(care_id=care_id, at=at or now())

    def customer(self, *, customer_id: str, language: str = "en") -> Portrait:
        """One customer, under the id that counts now. Raises: UnknownCustomer, NoSnapshot."""
        reader = self._read()
        card = reader.card_row(customer_id)
        with translation.override(language):
            return portrait(
                card,
                keys=reader.identities([card["customer_id"]])[card["customer_id"]],
                as_of=reader.snapshot.as_of,
                currency=reader.snapshot.currency,
                language=language,
            )

    def _today(self, staff: str, language: str, *, minutes: int) -> Today:
        reader = self._read()
        snapshot = reader.snapshot
        rows, beyond = within(planned(on=snapshot.as_of, staff=staff), minutes=minutes)
        pool = self._pool(self._let_alone(), staff=staff, at_most=10 * BELOW_SHOWN)
        below = one_each([_candidate(row) for row in pool.rows], at_most=BELOW_SHOWN)
        below_rows = [*beyond, *(vars(candidate) for candidate in below)]
        told = self._describing([*rows, *below_rows], language)
        with translation.override(language):
            shown, under = items(rows, **told), items(below_rows, **told)
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

    def _describing(self, rows: Sequence[Mapping[str, Any]], language: str) -> dict[str, Any]:
        """What `items` needs beside the rows, looked up for all of them at once."""
        reader = self._read()
        keys = [(row["customer_source"], row["customer_key"]) for row in rows]
        customer_ids = reader.customer_ids(keys)
        ids = sorted(set(customer_ids.values()))
        return {
            "customer_ids": customer_ids,
            "identities": reader.identities(ids),
            "cards": reader.card_rows(ids),
            "consents": reader.consents(ids, since=self._since()),
            "setting": Setting(reader.snapshot.as_of, reader.snapshot.currency, language),
        }

    def _let_alone(self) -> LetAlone:
        cool_down = {name: play.cool_down_days for name, play in plays().items()}
        return let_alone(on=self.as_of, cool_down_days=cool_down)

    def _since(self) -> Since:
        at = self._read().snapshot.made_at
        return Since(consents=consents_since(at), owners=owners_since(at))

    def _pool(self, alone: LetAlone, *, staff: str, at_most: int) -> Pool:
        return self._read().pool(
            customers=alone.customers,
            plays=alone.plays,
            salt=self._file.salt,
            holdout_share=self._file.holdout_share,
            at_most=at_most,
            staff=staff,
            since=self._since(),
        )


def _candidate(row: dict[str, Any]) -> Candidate:
    return Candidate(**{name: row[name] for name in Candidate.__dataclass_fields__})
