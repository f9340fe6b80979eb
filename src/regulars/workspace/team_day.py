"""The team's day: who has what on the list, what is done, what nobody's hours reach."""

from __future__ import annotations

from dataclasses import replace

from django.utils import translation
from django.utils.translation import gettext

from regulars.acts.below import Line, line_of, told_why
from regulars.acts.choose import one_each
from regulars.acts.plan import days_planned, within
from regulars.acts.today import Item, PersonsDay, TeamDay, progress_of
from regulars.people.persons import OWNER
from regulars.workspace.care import BELOW_SHOWN, Care


class TeamDays(Care):
    """Everybody's lists side by side."""

    def team_day(self, *, language: str = "en") -> TeamDay | None:
        """Everybody's part of the snapshot's day; None before the first results. Never writes."""
        if not self.has_snapshot:
            return None
        snapshot = self._read().snapshot
        minutes, lists = days_planned(on=self.as_of), self._lists()
        parts = {
            staff: within(lists.get(staff, []), minutes=minutes.get(staff, 0))
            for staff in dict.fromkeys([*self.people(), *sorted({*minutes, *lists})])
        }
        pool = self._pool(self._let_alone(), staff=None, at_most=10 * BELOW_SHOWN)
        more = [vars(one) for one in one_each(self._candidates(pool), at_most=BELOW_SHOWN)]
        beyond = [row for _, rest in parts.values() for row in rest]
        reached = [row for rows, _ in parts.values() for row in rows]
        told = self._told([*reached, *beyond, *more], language)
        places = {row["source_id"]: staff for staff, (rows, _) in parts.items() for row in rows}
        days = []
        for staff, (rows, _) in parts.items():
            items = tuple(item for item in told if places.get(item.care_id) == staff)
            hours = minutes.get(staff)
            lines = [(row["state"], row["minutes"]) for row in rows]
            progress = None if hours is None else progress_of(lines, hours=hours / 60)
            with translation.override(language):
                name = self._name_of(staff)
            days.append(PersonsDay(staff, name, progress, items))
        line = self._line(days, minutes)
        with translation.override(language):
            under = tuple(
                self._told_why(item, line, language) for item in told if item.care_id not in places
            )
        return TeamDay(
            as_of=snapshot.as_of,
            days=tuple(days),
            beyond=under[:BELOW_SHOWN],
            beyond_count=len(beyond) + pool.customers,
            refreshed_at=snapshot.made_at,
            refresh_seconds=snapshot.run["seconds"],
        )

    def _line(self, days: list[PersonsDay], minutes: dict[str, int]) -> Line:
        """Where the team's day ends: most free minutes of one person, least valuable line."""
        lines = [line_of(day.items, minutes=minutes.get(day.staff, 0)) for day in days]
        keeps = [one.keeps_per_hour_minor for one in lines if one.keeps_per_hour_minor is not None]
        return Line(max((one.free_minutes for one in lines), default=0), min(keeps, default=None))

    def _told_why(self, item: Item, line: Line, language: str) -> Item:
        whose = item.looked_after_by
        if whose and whose not in self.people():
            said = gettext("%(person)s looks after them and has no list here") % {"person": whose}
            return replace(item, why_below=said)
        return told_why(item, line=line, language=language)

    def _name_of(self, staff: str) -> str:
        named = next((one.called for one in self.team() if one.username == staff), staff)
        return gettext("Owner") if named == OWNER else named
