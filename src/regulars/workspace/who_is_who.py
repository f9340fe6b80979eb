"""Who is one customer now: as the results say, and as was decided at the desk since."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from django.db.models import Q

from regulars.acts.names import Key, customer_records
from regulars.acts.said_since import decided_on_since
from regulars.book.match_groups import STAGES, Link, Member, match_groups
from regulars.book.reader import UnknownCustomer
from regulars.contracts import customer_id as id_of
from regulars.ledger.current import current_rows
from regulars.ledger.desk_facts import DESK
from regulars.ledger.first_seen import first_seen
from regulars.ledger.persons import current_about, keys_of
from regulars.workspace.keys import Keys, first_key
from regulars.workspace.one_moment import once

FROM_NO_IMPORT = 2**62


@dataclass(frozen=True)
class WhoNow:
    """What was decided since the results, worked out as the next refresh will.

    Shape: `into` leads from each id that was decided on, and those that are one with it, to the id
           that counts now; `keys` has the identities of each of those that count.
    """

    into: dict[str, str] = field(default_factory=dict)
    keys: dict[str, list[Key]] = field(default_factory=dict)

    @property
    def gone(self) -> frozenset[str]:
        """The ids that count no more."""
        return frozenset(one for one, into in self.into.items() if one != into)


class WhoIsWho(Keys):
    """Customers under the id that counts now."""

    @once
    def _who_now(self) -> WhoNow:
        if not self.has_snapshot:
            return WhoNow()
        decided = decided_on_since(self._read().snapshot.read_at)
        return self._worked_out(decided) if decided else WhoNow()

    def _id_now(self, customer_id: str) -> str:
        """The id under which a customer is known now; their own where nothing was decided."""
        who = self._who_now()
        if customer_id in who.into or not self.has_snapshot:
            return who.into.get(customer_id, customer_id)
        merged = self._read().id_now(customer_id)
        return who.into.get(merged, merged)

    def _ids_now(self, ids: Iterable[str]) -> dict[str, str]:
        """The same for several."""
        wanted = list(dict.fromkeys(ids))
        if not self.has_snapshot:
            return {one: one for one in wanted}
        who, merged = self._who_now(), self._read().ids_now(wanted)
        found = {}
        for one in wanted:
            then = merged.get(one, one)
            found[one] = who.into.get(one) or who.into.get(then, then)
        return found

    def _keys_now(self, ids: Iterable[str]) -> dict[str, list[Key]]:
        """The identities of customers who count now, as the results and decisions since say."""
        who, wanted = self._who_now(), list(ids)
        found = self._read().identities(wanted) if self.has_snapshot else {}
        return {one: who.keys.get(one) or found.get(one, []) for one in wanted}

    def _all_keys(self, customer_id: str) -> list[Key]:
        """Of a customer of the results, or of one that only the ledger knows yet."""
        keys = self._keys_now([customer_id])[customer_id]
        if not keys:
            known = sorted(keys_of(customer_id))
            keys = sorted(
                (row["source"], row["source_id"])
                for row in current_about("identity", known)
                if row["customer_id"] == customer_id
            )
        if not keys and not self.has_snapshot:
            raise UnknownCustomer(
                f"There is no customer {customer_id} in the ledger, and there are no results yet: "
                "`regulars refresh` makes them."
            )
        if not keys:
            raise UnknownCustomer(
                f"There is no customer {customer_id}, neither in the results nor in the ledger. "
                "`regulars card --columns customer_id` lists those of the results."
            )
        return keys

    def _key_now(self, customer_id: str) -> Key:
        """Under which identity the desk writes of a customer, also of one who came just now."""
        one = self._id_now(customer_id)
        keys = self._all_keys(one)
        return first_key(
            {id_of(source=source, key=key): (source, key) for source, key in keys}, one
        )

    def _customers_of(self, keys: Iterable[Key]) -> dict[Key, str]:
        """Under which id each identity counts now; who is not known is left out."""
        wanted = sorted(set(keys))
        known = self._read().customer_ids(wanted) if self.has_snapshot else {}
        late = [key for key in wanted if key not in known]
        rows = current_rows("identity", Q(source_id__in=[key for _, key in late])) if late else []
        for row in rows:
            key = (row["source"], row["source_id"])
            if key in late:
                known[key] = row["customer_id"]
        now_ids = self._ids_now(known.values())
        return {key: now_ids[one] for key, one in known.items()}

    def _worked_out(self, decided: Iterable[Key]) -> WhoNow:
        reader = self._read()
        ids = {reader.id_now(id_of(source=source, key=key)) for source, key in decided}
        known = {key for some in reader.identities(sorted(ids)).values() for key in some}
        # Who came since the refresh may have been decided on as well.
        every = sorted(known | set(decided))
        own = {id_of(source=source, key=key): (source, key) for source, key in every}
        records = customer_records(every)
        seen = first_seen(every)
        members = [
            Member(one, (records.get(key) or {}).get("kind"), seen.get(key, FROM_NO_IMPORT))
            for one, key in own.items()
        ]
        groups = match_groups(
            members=members,
            decisions=_decisions(every),
            shared=_shared({one: records.get(key) for one, key in own.items()}),
        )
        who = WhoNow()
        for one, key in own.items():
            into = groups.redirects.get(one, (one, ""))[0]
            who.into[one] = into
            who.keys.setdefault(into, []).append(key)
        return who


def _decisions(keys: Sequence[Key]) -> dict[tuple[str, str], str]:
    """The newest decision of each pair of these; of one day the desk's, as a refresh reads it."""
    wanted = set(keys)
    texts = sorted({key for _, key in keys})
    newest: dict[tuple[str, str], tuple[tuple[object, ...], str]] = {}
    for row in current_rows("match", Q(customer_key__in=texts) | Q(other_key__in=texts)):
        one = (row["customer_source"], row["customer_key"])
        other = (row["other_source"], row["other_key"])
        if not {one, other} <= wanted or one == other:
            continue
        low, high = sorted(id_of(source=source, key=key) for source, key in (one, other))
        order = (row["decided_on"], row["source"] == DESK, row["source"], row["source_id"])
        if (low, high) not in newest or order > newest[low, high][0]:
            newest[low, high] = (order, row["decision"])
    return {pair: said for pair, (_, said) in newest.items()}


def _shared(records: dict[str, dict[str, object] | None]) -> list[Link]:
    links = []
    for basis in STAGES[1:]:
        having: dict[object, list[str]] = {}
        for one, record in records.items():
            if record is not None and record[f"{basis}_key"] is not None:
                having.setdefault(record[f"{basis}_key"], []).append(one)
        links += [
            Link(basis, *pair) for ids in having.values() for pair in combinations(sorted(ids), 2)
        ]
    return links
