"""Who may be one customer, put so that a person can say: the records side by side, and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from regulars.acts.names import Key, customer_records, display_name
from regulars.ledger.current import Row, current_rows
from regulars.workspace.identities import Identities
from regulars.workspace.matches import MatchesFound, Question
from regulars.workspace.people_held import masked_email, masked_phone

MOST_ASKED = 200


@dataclass(frozen=True)
class Shared:
    """An address or number of a record, masked; `same` where another of the question has it."""

    text: str
    same: bool


@dataclass(frozen=True)
class Record:
    """One customer of a question, as far as it helps to say who they are.

    Units: money in minor units of the book's currency. Null: what is not known, or none was.
    """

    customer_id: str
    customer: str
    other_name: str | None
    kind: str
    keys: tuple[Key, ...]
    emails: tuple[Shared, ...]
    phones: tuple[Shared, ...]
    since_on: date | None
    orders: int | None
    spend_minor: int | None
    last_order_on: date | None
    contacts: int | None


@dataclass(frozen=True)
class Asked:
    """One question. `basis` and `reason` are as in `Question`.

    Units: `customers` counts those who are not shown too.
    Null:  `left_by`, `left_on` None where nobody left it open.
    """

    basis: str
    reason: str
    customers: int
    records: tuple[Record, ...]
    left_by: str | None
    left_on: date | None

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(one.customer_id for one in self.records)


@dataclass(frozen=True)
class Queue:
    """The next question, and how many are left; `later` of these were left open.

    Null: `next` None when nothing is asked.
    """

    next: Asked | None
    left: int
    later: int


class Questions(MatchesFound, Identities):
    """What is left for people to say of who is who, with what they said since the refresh."""

    def question_queue(self, *, language: str = "en") -> Queue:
        """What is asked next: first what nobody has looked at. Raises: NoSnapshot."""
        questions = self.matches(at_most=MOST_ASKED, language=language).questions
        said = self._said_of(questions)
        fresh: list[tuple[Question, list[Row]]] = []
        later: list[tuple[Question, list[Row]]] = []
        for question in questions:
            ids = [one.customer_id for one in question.named]
            if _answered(ids, said):
                continue
            left = [row for pair, row in said.items() if pair <= set(ids)]
            (later if left else fresh).append((question, left))
        later.sort(key=lambda one: max(row["decided_on"] for row in one[1]))
        waiting = [*fresh, *later]
        found = self._told_of(*waiting[0], language=language) if waiting else None
        return Queue(found, len(waiting), len(later))

    def answer_question(self, *, customer_ids: Sequence[str], decision: str, staff: str) -> None:
        """Say of these that they are `same`, `different` (the first of each other) or `open`.

        Raises: UnknownCustomer, NotTwoCustomers.
        """
        say = {"same": self.merge, "different": self.tell_apart, "open": self.leave_open}[decision]
        first, *others = customer_ids
        for other in others:
            say(customer_id=first, other_id=other, staff=staff)

    def _said_of(self, questions: Iterable[Question]) -> dict[frozenset[str], Row]:
        """The newest decision on each pair of customers of these questions, by their ids now."""
        ids = {one.customer_id for question in questions for one in question.named}
        keys = {
            key: one for one, some in self._read().identities(sorted(ids)).items() for key in some
        }
        texts = sorted({key for _, key in keys})
        said: dict[frozenset[str], Row] = {}
        rows = current_rows("match", Q(customer_key__in=texts) & Q(other_key__in=texts))
        for row in sorted(rows, key=lambda row: row["decided_on"]):
            one = keys.get((row["customer_source"], row["customer_key"]))
            other = keys.get((row["other_source"], row["other_key"]))
            if one and other and one != other:
                said[frozenset((one, other))] = row
        return said

    def _told_of(self, question: Question, left: list[Row], *, language: str) -> Asked:
        ids = [one.customer_id for one in question.named]
        newest = max(left, key=lambda row: row["decided_on"]) if left else None
        return Asked(
            basis=question.basis,
            reason=question.reason,
            customers=question.customers,
            records=tuple(self._records(ids, language)),
            left_by=newest["decided_by"] if newest else None,
            left_on=newest["decided_on"] if newest else None,
        )

    def _records(self, ids: Sequence[str], language: str) -> Iterable[Record]:
        reader = self._read()
        cards, keys = reader.card_rows(ids), reader.identities(ids)
        rows = {
            one: [row for row in customer_records(keys.get(one, [])).values() if row] for one in ids
        }
        for one in ids:
            card, records = cards.get(one, {}), rows[one]
            others = [row for other in ids if other != one for row in rows[other]]
            named = records[0] if records else None
            known = keys.get(one, [])
            name = display_name(named, key=known[0][1] if known else "", language=language)
            both = {named["name"], named["name_bn"]} - {name, None} if named else set()
            yield Record(
                customer_id=one,
                customer=name,
                other_name=next(iter(both), None),
                kind=card.get("kind") or "person",
                keys=tuple(known),
                emails=_shared("email", records, others),
                phones=_shared("phone", records, others),
                since_on=(named and named["since_on"]) or card.get("first_order_on"),
                orders=card.get("orders"),
                spend_minor=card.get("spend_minor"),
                last_order_on=card.get("last_order_on"),
                contacts=card.get("contacts"),
            )


def _answered(ids: list[str], said: dict[frozenset[str], Row]) -> bool:
    """Whether it was said of one of these and each of the others what they are."""

    def closed(one: str, other: str) -> bool:
        row = said.get(frozenset((one, other)))
        return row is not None and row["decision"] != "open"

    return any(all(one == other or closed(one, other) for other in ids) for one in ids)


def _shared(column: str, records: list[Row], others: list[Row]) -> tuple[Shared, ...]:
    mask = masked_email if column == "email" else masked_phone
    theirs = {row[f"{column}_key"] for row in others} - {None}
    found = {mask(row[column]): row[f"{column}_key"] in theirs for row in records if row[column]}
    return tuple(Shared(text, same) for text, same in sorted(found.items()))
