"""A book's decisions on who is one customer. They count from the next refresh on."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Q

from regulars.acts.names import Key, customer_records
from regulars.contracts import customer_id as id_of
from regulars.errors import RegularsError
from regulars.ledger.current import current_rows
from regulars.ledger.desk_facts import write_desk_facts
from regulars.workspace.keys import Keys, first_key
from regulars.workspace.opened import now

MATCH_IDS = uuid.UUID("c2d7b6a8-6f0e-5f53-9a44-0f4f3c1d8e57")
"""Namespace of the desk's decisions: a new one on the same two takes the place of the old."""


class NotTwoCustomers(RegularsError):
    """These two cannot be made one."""

    exit_code = 3


class NotMerged(RegularsError):
    """This customer is merged with nobody."""

    exit_code = 3


class Identities(Keys):
    """Who is one customer, as people say."""

    def merge(
        self, *, customer_id: str, other_id: str, staff: str, at: datetime | None = None
    ) -> None:
        """Two customers are one. The opposite was decided before? That is taken back.

        Raises: UnknownCustomer, NotTwoCustomers.
        """
        reader = self._read()
        cards = [reader.card_row(one) for one in (customer_id, other_id)]
        one, other = (card["customer_id"] for card in cards)
        if one == other:
            raise NotTwoCustomers(
                f"{customer_id} and {other_id} are one customer already. Nothing was changed."
            )
        kinds = {card["kind"] for card in cards} - {None}
        if len(kinds) > 1:
            raise NotTwoCustomers(
                "One is an account, the other a person. Nothing was changed. "
                "Merge persons with persons and accounts with accounts."
            )
        groups = [self._own_keys(one), self._own_keys(other)]
        against = {
            frozenset(pair)
            for pair in _decided("different", [key for group in groups for key in group.values()])
        }
        pairs = {
            (key, its): "open"
            for key in groups[0].values()
            for its in groups[1].values()
            if frozenset((key, its)) in against
        }
        pairs[first_key(groups[0], one), first_key(groups[1], other)] = "same"
        self._decide(pairs, staff=staff, at=at or now())

    def unmerge(
        self, *, customer_id: str, staff: str, at: datetime | None = None
    ) -> tuple[str, ...]:
        """Take apart who was made one; the ids that this one is no longer one with.

        First what was decided is taken back, so that two who were merged are as they were, each
        with what came meanwhile. Where only addresses tie them, this id is for good one of its own.
        Raises: UnknownCustomer, NotMerged.
        """
        group = self._own_keys(self._read().card_row(customer_id)["customer_id"])
        key = group.pop(customer_id, None)
        if key is None:
            raise _not_merged(customer_id)
        decided = list(_decided("same", [key, *group.values()]))
        # Who was decided to be the same since the refresh is not in the group yet.
        for source, its in (one for pair in decided if key in pair for one in pair):
            group.setdefault(id_of(source=source, key=its), (source, its))
        group.pop(customer_id, None)
        stay = _with_one_address(key, set(group.values()))
        leave = {one: its for one, its in group.items() if its not in stay}
        if not leave:
            stay, leave = set(), group
        if not leave:
            raise _not_merged(customer_id)
        apart = set(leave.values())
        pairs = {(key, its): "different" for its in apart}
        for one, other in decided:
            if {one, other} & apart and {one, other} & {key, *stay}:
                pairs[one, other] = "different"
        self._decide(pairs, staff=staff, at=at or now())
        return tuple(sorted(leave))

    def tell_apart(
        self, *, customer_id: str, other_id: str, staff: str, at: datetime | None = None
    ) -> None:
        """Two customers are different, whatever they share.

        Raises: UnknownCustomer, NotTwoCustomers.
        """
        self._decide_on(customer_id, other_id, "different", staff=staff, at=at or now())

    def leave_open(
        self, *, customer_id: str, other_id: str, staff: str, at: datetime | None = None
    ) -> None:
        """Whether two are one is not decided: it is asked again. Takes a decision back.

        Raises: UnknownCustomer, NotTwoCustomers.
        """
        self._decide_on(customer_id, other_id, "open", staff=staff, at=at or now())

    def _decide_on(
        self, customer_id: str, other_id: str, decision: str, *, staff: str, at: datetime
    ) -> None:
        """Write this of the two, and in the place of whatever else was decided between them."""
        reader = self._read()
        one, other = (reader.card_row(which)["customer_id"] for which in (customer_id, other_id))
        if one == other:
            raise NotTwoCustomers(
                f"{customer_id} and {other_id} are one customer in the results. Nothing was "
                "changed. `regulars unmerge` takes them apart."
            )
        groups = [self._own_keys(one), self._own_keys(other)]
        mine, its = (set(group.values()) for group in groups)
        pairs = {
            (first, second): decision
            for before in ("same", "different")
            for first, second in _decided(before, sorted(mine))
            if {first, second} & mine and {first, second} & its
        }
        own = (first_key(groups[0], one), first_key(groups[1], other))
        if own[::-1] not in pairs:
            pairs[own] = decision
        self._decide(pairs, staff=staff, at=at)

    def _decide(self, pairs: dict[tuple[Key, Key], str], *, staff: str, at: datetime) -> None:
        rows = {}
        for pair, decision in pairs.items():
            one, other = sorted(pair)
            rows[_match_id(one, other)] = {
                "customer_source": one[0],
                "customer_key": one[1],
                "other_source": other[0],
                "other_key": other[1],
                "decision": decision,
                "decided_on": self._day(at),
                "decided_by": staff,
            }
        write_desk_facts(fact="match", rows=rows, at=at)


def _decided(decision: str, keys: Sequence[Key]) -> Iterator[tuple[Key, Key]]:
    """The pairs of identities with this decision, newest or not, that name one of these."""
    wanted = set(keys)
    texts = sorted({key for _, key in keys})
    where = Q(decision=decision) & (Q(customer_key__in=texts) | Q(other_key__in=texts))
    for row in current_rows("match", where):
        pair = (
            (row["customer_source"], row["customer_key"]),
            (row["other_source"], row["other_key"]),
        )
        if wanted & set(pair):
            yield pair


def _with_one_address(key: Key, others: set[Key]) -> set[Key]:
    """Those of `others` whom shared addresses and numbers tie to `key`, one by another."""
    records = customer_records([key, *others])
    tied, left = {key}, set(others)
    while more := {
        other
        for other in left
        if any(_same_address(records.get(other), records.get(one)) for one in tied)
    }:
        tied |= more
        left -= more
    return tied - {key}


def _same_address(one: dict[str, Any] | None, other: dict[str, Any] | None) -> bool:
    if one is None or other is None or one["kind"] != other["kind"]:
        return False
    return any(
        one[name] is not None and one[name] == other[name] for name in ("email_key", "phone_key")
    )


def _not_merged(customer_id: str) -> NotMerged:
    return NotMerged(f"{customer_id} is merged with nobody. `regulars matches` shows who is.")


def _match_id(one: Key, other: Key) -> str:
    return str(uuid.uuid5(MATCH_IDS, "\x1f".join((*one, *other))))
