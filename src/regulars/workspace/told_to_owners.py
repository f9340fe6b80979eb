"""Problems of customers whom somebody looks after: told to that person at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from regulars.acts.names import Key, customer_records
from regulars.acts.problem_log import ENDED
from regulars.acts.relations import owner_now
from regulars.acts.said_since import problems_since
from regulars.ledger.persons import current_about, current_parts
from regulars.workspace.one_moment import once
from regulars.workspace.opened import now
from regulars.workspace.problems import OpenProblem, Problems

NEWS_FOR = timedelta(days=14)


class ToldToOwners(Problems):
    """Who looks after whom a problem is of."""

    def told_of_theirs(
        self, *, staff: str, language: str = "en", at: datetime | None = None
    ) -> tuple[OpenProblem, ...]:
        """Open problems told since the results by customers whom this person looks after.

        Of the last `NEWS_FOR`, until the person is in charge of it or wrote into its log; after a
        refresh they are on the person's list. The newest first.
        """
        if not self.has_snapshot:
            return ()
        clock = at or now()
        since_on = self._day(clock) - NEWS_FOR
        late = [
            row
            for row, owner in self._owned()
            if owner == staff and row["in_charge"] != staff and row["happened_on"] >= since_on
        ]
        if not late:
            return ()
        steps = current_parts("problem_event", [(one["source"], one["source_id"]) for one in late])
        mine = {(row["source"], row["problem_key"]) for row in steps if row["staff"] == staff}
        unseen = [row for row in late if (row["source"], row["source_id"]) not in mine]
        unseen.sort(key=lambda row: (row["happened_on"], row["source_id"]), reverse=True)
        return self._opened(unseen, {}, language, None, clock)

    def seen_steps(self, keys: Sequence[Key]) -> dict[Key, str]:
        """The step written last of each problem, "" for none: what somebody has seen."""
        found = dict.fromkeys(keys, "")
        for row in current_parts("problem_event", list(keys)) if keys else []:
            found[row["source"], row["problem_key"]] = row["source_id"]
        return found

    def owners_of(self, keys: Collection[Key]) -> dict[Key, str]:
        """Who looks after the customer of each identity, else after their account; log-in names."""
        accounts = {
            key: (row["source"], row["account_key"])
            for key, row in customer_records(sorted(keys)).items()
            if row["account_key"]
        }
        ids = self._customers_of([*keys, *accounts.values()])
        every = self._keys_now(set(ids.values()))
        for key, one in ids.items():
            every[one] = every[one] or [key]
        whose = {key: one for one, theirs in every.items() for key in theirs}
        said: dict[str, list[Mapping[str, Any]]] = {}
        for row in current_about("account_owner", sorted(whose)):
            key = (row["customer_source"], row["customer_key"])
            said.setdefault(whose[key], []).append(row)
        owners = {one: staff for one, rows in said.items() if (staff := owner_now(rows))}
        found = {}
        for key in keys:
            staff = owners.get(ids.get(key, "")) or owners.get(ids.get(accounts.get(key, key), ""))
            if staff is not None:
                found[key] = staff
        return found

    @once
    def _owned(self) -> list[tuple[Mapping[str, Any], str]]:
        """What was told since the results of customers whom anybody looks after, with whom."""
        rows = [
            row
            for row in problems_since(self._reading())
            if row["customer_key"] is not None and row["state"] not in ENDED
        ]
        if not rows:
            return []
        owners = self.owners_of({(row["customer_source"], row["customer_key"]) for row in rows})
        told = [(row, owners.get((row["customer_source"], row["customer_key"]))) for row in rows]
        return [(row, owner) for row, owner in told if owner is not None]
