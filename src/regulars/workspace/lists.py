"""What people's lists rest on: the results, what was said since, whom to let alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from regulars.acts.candidate import Candidate
from regulars.acts.changes import rests_no_more
from regulars.acts.describe import Known, Setting
from regulars.acts.history import LetAlone, let_alone
from regulars.acts.names import Key
from regulars.acts.plan import lists_of
from regulars.acts.said_since import consents_since, owners_since
from regulars.acts.ways import Reach
from regulars.book.reader import Pool, Since
from regulars.people.persons import OWNER
from regulars.people.roles import Role
from regulars.workspace.bookings import Bookings
from regulars.workspace.one_moment import once
from regulars.workspace.opened import now
from regulars.workspace.team import Team

Row = Mapping[str, Any]


class Lists(Bookings, Team):
    """What the parts that show and change lists share."""

    def people(self) -> dict[str, float]:
        """Who has a list, by log-in name, with the hours of a usual day; owners first.

        A book that nobody has logged in to yet is its owner's.
        """
        may = [one for one in self.team() if one.role.may(Role.STAFF)]
        usual = {one.username: self.hours if one.hours is None else one.hours for one in may}
        return usual or {OWNER: self.hours}

    def _lists(self) -> dict[str, list[dict[str, Any]]]:
        """Everybody's list of the day, each customer on one of them."""
        lists = lists_of(on=self.as_of)
        who = self._who_now()
        if not who.into:
            return lists
        into = {key: one for one, keys in who.keys.items() for key in keys}
        out = doubled((row for rows in lists.values() for row in rows), into=into)
        return {
            staff: [row for row in rows if row["source_id"] not in out]
            for staff, rows in lists.items()
        }

    def _usual_minutes(self, staff: str) -> int:
        return round(self.people().get(staff, self.hours) * 60)

    def _setting(self, language: str, *, at: datetime | None = None) -> Setting:
        snapshot, decency = self._read().snapshot, self._file.decency
        quiet = decency.is_quiet(at or now(), zone=self.zone)
        reach = Reach(self.name, self._region, decency.quiet_until if quiet else None, language)
        return Setting(snapshot.as_of, snapshot.currency, language, reach)

    def _known(self, rows: Sequence[Row]) -> Known:
        """All that is needed to tell these lines, looked up at once."""
        reader = self._read()
        customer_ids = reader.customer_ids([_key(row) for row in rows])
        ids = sorted(set(customer_ids.values()))
        identities = reader.identities(ids)
        return Known(
            customer_ids=customer_ids,
            identities=identities,
            cards=reader.card_rows(ids),
            consents=reader.consents(ids, since=self._since()),
            changes=self._changes(identities),
        )

    @once
    def _let_alone(self) -> LetAlone:
        """Also who is here in person today; with all identities of who was made one since."""
        alone = let_alone(
            on=self.as_of, optional_once_in_days=self._file.decency.optional_once_in_days
        )
        customers, plays = set(alone.customers), set(alone.plays)
        who, in_person = self._who_now(), self._in_person()
        if who.into:
            for keys in self._read().identities(sorted(in_person)).values():
                customers.update(keys)
        for keys in who.keys.values():
            if not customers.isdisjoint(keys):
                customers.update(keys)
            theirs = {play for *key, play in alone.plays if tuple(key) in keys}
            plays |= {(*key, play) for key in keys for play in theirs}
        return LetAlone(frozenset(customers), frozenset(plays), in_person)

    @once
    def _since(self) -> Since:
        at = self._read().snapshot.read_at
        return Since(consents=consents_since(at), owners=owners_since(at))

    def _pool(self, alone: LetAlone, *, staff: str | None, at_most: int) -> Pool:
        return self._read().pool(
            customers=alone.customers,
            plays=alone.plays,
            in_person=alone.in_person,
            salt=self._file.salt,
            holdout_share=self._file.holdout_share,
            at_most=at_most,
            staff=staff,
            since=self._since(),
        )

    def _candidates(self, pool: Pool) -> list[Candidate]:
        """Those whose reasons still stand, and who were not made one with somebody else since."""
        gone = self._who_now().gone
        rows = [row for row in pool.rows if row["customer_id"] not in gone]
        changes = self._changes_of({row["customer_id"] for row in rows})
        return [
            candidate(row)
            for row in rows
            if not rests_no_more(row["play"], changes.get(row["customer_id"], ()))
        ]


def candidate(row: Row) -> Candidate:
    """A row of the pool as the plan reads it."""
    return Candidate(**{name: row[name] for name in Candidate.__dataclass_fields__})


def doubled(rows: Iterable[Row], *, into: Mapping[Key, str]) -> frozenset[str]:
    """The lines to leave out of everybody's lists, because two customers became one since.

    A line that was answered stays, and then none waits; else the first that waits stays.
    Shape: `into` leads from an identity to the id that counts now.
    """
    groups: dict[str, list[Row]] = {}
    for row in rows:
        if (one := into.get(_key(row))) is not None:
            groups.setdefault(one, []).append(row)
    left_out: set[str] = set()
    for some in groups.values():
        waiting = [row for row in some if row["state"] == "shown"]
        stays = 1 if len(waiting) == len(some) else 0
        left_out |= {row["source_id"] for row in waiting[stays:]}
    return frozenset(left_out)


def _key(row: Row) -> Key:
    return row["customer_source"], row["customer_key"]
