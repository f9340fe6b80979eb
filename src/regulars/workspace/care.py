"""A book's day: whom each person takes care of, and one customer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import translation

from regulars.acts.below import line_of, told_why
from regulars.acts.choose import one_each
from regulars.acts.describe import items
from regulars.acts.plan import days_planned, plan_days, within
from regulars.acts.today import Item, Progress, Today, progress_of
from regulars.book.book_values import MOST_HOURS
from regulars.errors import RegularsError
from regulars.people.persons import OWNER
from regulars.workspace.lists import Lists
from regulars.workspace.opened import now

BELOW_SHOWN = 20
MORE_THAN_FIT = 200
"""Candidates read beyond one for each minute: those held out, and further plays of a customer."""


class NotHours(RegularsError):
    """Nobody has so many hours."""

    exit_code = 2


@dataclass(frozen=True)
class Line:
    """A line of a day's list, and the customer it is about."""

    care_id: str
    customer_id: str


class Care(Lists):
    """What people do with a book's results, day by day."""

    def today(
        self, *, hours: float | None = None, staff: str = OWNER, language: str = "en"
    ) -> Today:
        """Plan the snapshot's day for a person, or extend the plan to `hours`; the list.

        What is on the list already stays on it, in its place. Without `hours`: those planned for
        before, else the person's own, else the book's.
        Raises: NoSnapshot, SnapshotUnreadable, NotHours.
        """
        if hours is not None and not 0 <= hours <= MOST_HOURS:
            raise NotHours(f"{hours:g} is no number of hours for a day's care. Write e.g. 4.")
        before = days_planned(on=self.as_of).get(staff)
        usual = self._usual_minutes(staff) if before is None else before
        minutes = usual if hours is None else round(hours * 60)
        self._plan({staff: minutes}, staff=staff)
        return self._today(staff, language, minutes=minutes)

    def plan_team(self) -> None:
        """Plan the day of everybody who has hours and no plan yet, sharing customers out.

        Raises: NoSnapshot, SnapshotUnreadable.
        """
        planned = days_planned(on=self.as_of)
        minutes = {
            staff: round(hours * 60)
            for staff, hours in self.people().items()
            if hours > 0 and staff not in planned
        }
        if minutes:
            self._plan(minutes, staff=None)

    def day_plan(self, *, staff: str = OWNER, language: str = "en") -> Today | None:
        """A person's list of the snapshot's day; None when none was planned. Never writes."""
        if not self.has_snapshot:
            return None
        minutes = days_planned(on=self.as_of).get(staff)
        return None if minutes is None else self._today(staff, language, minutes=minutes)

    def line(
        self, *, care_id: str, staff: str = OWNER, language: str = "en"
    ) -> tuple[Item, Progress] | None:
        """One line of a person's list, and how far the day has come; None when it is not on it.

        Quicker than the whole list: for the answer to a line.
        """
        rows, minutes = self._reached(staff)
        found = self._told([row for row in rows if row["source_id"] == care_id], language)
        if not found:
            return None
        lines = [(row["state"], row["minutes"]) for row in rows]
        return found[0], progress_of(lines, hours=minutes / 60)

    def beside_line(self, *, care_id: str, staff: str) -> tuple[Line | None, Line | None]:
        """The lines before and after one that still wait, as the page orders them.

        Null: None at the ends, and twice where the line is on no list of this person.
        """
        rows, _ = self._reached(staff)
        rows = sorted(
            (row for row in rows if row["state"] == "shown" or row["source_id"] == care_id),
            key=lambda row: row["stake_minor"] is None,
        )
        place = next((n for n, row in enumerate(rows) if row["source_id"] == care_id), None)
        if place is None:
            return None, None
        before, after = rows[max(place - 1, 0) : place], rows[place + 1 : place + 2]
        return self._shown_line(before), self._shown_line(after)

    def _shown_line(self, rows: Sequence[Mapping[str, Any]]) -> Line | None:
        for row in rows:
            key = (row["customer_source"], row["customer_key"])
            ids = self._read().customer_ids([key])
            return Line(row["source_id"], self._id_now(ids[key])) if key in ids else None
        return None

    def _plan(self, minutes: Mapping[str, int], *, staff: str | None) -> None:
        snapshot = self._read().snapshot
        most = MORE_THAN_FIT + sum(minutes.values())
        plan_days(
            candidates=self._candidates(self._pool(self._let_alone(), staff=staff, at_most=most)),
            on=snapshot.as_of,
            minutes=minutes,
            currency=snapshot.currency or "XXX",
            at=now(),
        )

    def _reached(self, staff: str) -> tuple[list[dict[str, Any]], int]:
        """The rows of a person's list that their minutes reach, and those minutes."""
        if not self.has_snapshot:
            return [], 0
        minutes = days_planned(on=self.as_of).get(staff)
        if minutes is None:
            return [], 0
        return within(self._lists().get(staff, []), minutes=minutes)[0], minutes

    def _told(
        self,
        rows: Sequence[Mapping[str, Any]],
        language: str,
        *,
        at: datetime | None = None,
    ) -> tuple[Item, ...]:
        known, setting = self._known(rows), self._setting(language, at=at)
        with translation.override(language):
            return items(rows, known=known, setting=setting)

    def _today(self, staff: str, language: str, *, minutes: int) -> Today:
        snapshot = self._read().snapshot
        rows, beyond = within(self._lists().get(staff, []), minutes=minutes)
        pool = self._pool(self._let_alone(), staff=staff, at_most=10 * BELOW_SHOWN)
        candidates = self._candidates(pool)
        below = [vars(one) for one in one_each(candidates, at_most=BELOW_SHOWN)]
        told = self._told([*rows, *beyond, *below], language)
        planned = {row["source_id"] for row in rows}
        shown = tuple(item for item in told if item.care_id in planned)
        line = line_of(shown, minutes=minutes)
        with translation.override(language):
            under = tuple(
                told_why(item, line=line, language=language)
                for item in told
                if item.care_id not in planned
            )
        best = next((one for one in pool.rows if not one["held_out"]), None)
        value = None if best is None else best["value_per_minute"]
        lost = len({row["customer_id"] for row in pool.rows}) - len(
            {one.customer_id for one in candidates}
        )
        return Today(
            as_of=snapshot.as_of,
            staff=staff,
            hours=minutes / 60,
            items=shown,
            below=under,
            below_the_line=len(beyond) + pool.customers - lost,
            line_minor_per_hour=None if value is None else round(value * 60),
            currency=snapshot.currency or "XXX",
            refreshed_at=snapshot.made_at,
            refresh_seconds=snapshot.run["seconds"],
        )
