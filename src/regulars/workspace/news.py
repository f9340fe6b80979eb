"""What the ledger has learned of customers since the results were read."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from regulars.acts.names import Key
from regulars.acts.said_since import Change, Reading, changes_since
from regulars.workspace.one_moment import once
from regulars.workspace.who_is_who import WhoIsWho


class News(WhoIsWho):
    """What counts at once, before the next refresh."""

    @once
    def _reading(self) -> Reading:
        snapshot = self._read().snapshot
        return Reading(snapshot.batches, snapshot.desk_heads, snapshot.read_at)

    def _changes(self, identities: Mapping[str, Sequence[Key]]) -> dict[str, tuple[Change, ...]]:
        """What is new about these customers, by customer id."""
        whose = {key: one for one, keys in identities.items() for key in keys}
        found: dict[str, tuple[Change, ...]] = {}
        for key, changes in changes_since(self._reading(), list(whose)).items():
            found[whose[key]] = (*found.get(whose[key], ()), *changes)
        return found

    def _changes_of(self, ids: Collection[str]) -> dict[str, tuple[Change, ...]]:
        """The same of customers by their ids."""
        return self._changes(self._read().identities(sorted(ids))) if self._reading().kinds else {}
