"""A book's decisions on who is one customer. They count from the next refresh on."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Q

from regulars.acts.names import Key, customer_records, display_name
from regulars.acts.outcome import NotAnAnswer
from regulars.contracts import CONSENT
from regulars.contracts import customer_id as id_of
from regulars.errors import RegularsError
from regulars.ledger.current import current_rows
from regulars.ledger.desk_facts import write_desk_facts
from regulars.workspace.opened import now
from regulars.workspace.results import Results

MATCH_IDS = uuid.UUID("c2d7b6a8-6f0e-5f53-9a44-0f4f3c1d8e57")
"""Namespace of the desk's decisions: a new one on the same two takes the place of the old."""

WORD_IDS = uuid.UUID("0d9a4c1e-9f6b-5b0e-8d0f-5c8e2f7a3b61")
"""Namespace of what the desk writes down of consent and of who looks after whom."""

MOST_TOLD = 100


class NotTwoCustomers(RegularsError):
    """These two cannot be made one."""

    exit_code = 3


class NotMerged(RegularsError):
    """This customer is merged with nobody."""

    exit_code = 3


@dataclass(frozen=True)
class Called:
    """A customer by id and by what people call them."""

    customer_id: str
    customer: str


@dataclass(frozen=True)
class Merged:
    """A customer of several ids: the one that counts, and those merged into it with the basis."""

    into: Called
    merged: dict[str, str]


@dataclass(frozen=True)
class Question:
    """Customers who may be one; a person has to say. `customers` counts those not named too."""

    basis: str
    """`email`, `phone` or `decision`."""
    reason: str
    """`many` share the key, `open` was left undecided, `against` what else was decided."""
    customers: int
    named: tuple[Called, ...]


@dataclass(frozen=True)
class Matches:
    """The first groups and questions; `groups_in_all` and `questions_in_all` count every one."""

    groups: tuple[Merged, ...]
    questions: tuple[Question, ...]
    groups_in_all: int
    questions_in_all: int


class Identities(Results):
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
        pairs[_first(groups[0], one), _first(groups[1], other)] = "same"
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

    def consent(
        self,
        *,
        customer_id: str,
        purpose: str,
        state: str,
        channel: str | None = None,
        at: datetime | None = None,
    ) -> None:
        """What a customer said they allow, `given` or `withdrawn`; `channel` None for all.

        Raises: UnknownCustomer, NotAnAnswer.
        """
        for column, value in (("purpose", purpose), ("state", state), ("channel", channel)):
            choices = CONSENT.column(column).choices
            if value is not None and value not in choices:
                raise NotAnAnswer(f"{column} is one of {', '.join(choices)}, not “{value}”.")
        clock = at or now()
        source, key = self._key_now(customer_id)
        row = {
            "customer_source": source,
            "customer_key": key,
            "purpose": purpose,
            "channel": channel,
            "state": state,
            "happened_at": clock,
            "happened_on": self._day(clock),
            "said_in": None,
        }
        text = "\x1f".join((source, key, purpose, channel or "", clock.isoformat()))
        write_desk_facts(fact="consent", rows={str(uuid.uuid5(WORD_IDS, text)): row}, at=clock)

    def look_after(
        self, *, customer_id: str, staff: str | None, at: datetime | None = None
    ) -> None:
        """From today on, this person of the staff looks after a customer; None: nobody.

        Raises: UnknownCustomer.
        """
        clock = at or now()
        source, key = self._key_now(customer_id)
        since_on = self._day(clock)
        row = {
            "customer_source": source,
            "customer_key": key,
            "staff": staff,
            "since_on": since_on,
        }
        text = "\x1f".join((source, key, since_on.isoformat()))
        write_desk_facts(
            fact="account_owner", rows={str(uuid.uuid5(WORD_IDS, text)): row}, at=clock
        )

    def matches(self, *, at_most: int = MOST_TOLD, language: str = "en") -> Matches:
        """Who is one customer and why, and what is left for a person to say. Raises: NoSnapshot."""
        reader = self._read()
        counts = reader.query(
            "SELECT (SELECT count(DISTINCT into_customer_id) FROM redirects) AS groups,"
            " (SELECT count(DISTINCT question) FROM questions) AS questions"
        ).to_pylist()[0]
        merged: dict[str, dict[str, str]] = {}
        for row in reader.query(
            "SELECT * FROM redirects WHERE into_customer_id IN (SELECT DISTINCT into_customer_id"
            " FROM redirects ORDER BY into_customer_id LIMIT $most) ORDER BY ALL",
            {"most": at_most},
        ).to_pylist():
            merged.setdefault(row["into_customer_id"], {})[row["customer_id"]] = row["basis"]
        asked: dict[int, list[dict[str, Any]]] = {}
        for row in reader.query(
            "SELECT * FROM questions WHERE question <= $most ORDER BY question, customer_id",
            {"most": at_most},
        ).to_pylist():
            asked.setdefault(row["question"], []).append(row)
        ids = {*merged, *(row["customer_id"] for rows in asked.values() for row in rows)}
        called = self._called(ids, language)
        return Matches(
            groups=tuple(Merged(called[into], dict(ids)) for into, ids in merged.items()),
            questions=tuple(
                Question(
                    basis=rows[0]["basis"],
                    reason=rows[0]["reason"],
                    customers=rows[0]["customers"],
                    named=tuple(called[row["customer_id"]] for row in rows),
                )
                for rows in asked.values()
            ),
            groups_in_all=counts["groups"],
            questions_in_all=counts["questions"],
        )

    def _own_keys(self, customer_id: str) -> dict[str, Key]:
        """Of each id that is this customer now, the identity it was made of."""
        keys = self._read().identities([customer_id])[customer_id]
        return {id_of(source=source, key=key): (source, key) for source, key in keys}

    def _key_now(self, customer_id: str) -> Key:
        survivor = self._read().card_row(customer_id)["customer_id"]
        return _first(self._own_keys(survivor), survivor)

    def _day(self, at: datetime) -> date:
        return at.astimezone(ZoneInfo(self.zone)).date()

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

    def _called(self, ids: Iterable[str], language: str) -> dict[str, Called]:
        keys = self._read().identities(sorted(ids))
        records = customer_records([key for some in keys.values() for key in some])
        return {
            one: Called(one, _name(keys.get(one, []), records, language)) for one in sorted(ids)
        }


def _name(keys: Sequence[Key], records: dict[Key, dict[str, Any]], language: str) -> str:
    named = next((records[key] for key in keys if key in records), None)
    return display_name(named, key=keys[0][1] if keys else "", language=language)


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


def _first(group: dict[str, Key], customer_id: str) -> Key:
    return group.get(customer_id) or next(iter(group.values()))


def _match_id(one: Key, other: Key) -> str:
    return str(uuid.uuid5(MATCH_IDS, "\x1f".join((*one, *other))))
