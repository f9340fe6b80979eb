"""What people write down between two customers: a customer, a sale, a talk, a problem.

Each entry has an id that its form was given: sent twice, it is written once, and it can be taken
back as a whole.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from regulars.acts.outcome import NotAnAnswer
from regulars.contracts import BY_FACT, CONTACT
from regulars.contracts import customer_id as id_of
from regulars.errors import RegularsError
from regulars.intake.match_keys import MatchKeys
from regulars.ledger.current import current_rows
from regulars.ledger.desk_facts import DESK, write_desk_facts
from regulars.ledger.desk_undo import undo_desk_facts
from regulars.ledger.in_turn import in_turn
from regulars.ledger.persons import current_parts
from regulars.ledger.suppression import refuse_erased_contacts
from regulars.workspace.opened import now
from regulars.workspace.who_is_who import WhoIsWho

KINDS: dict[str, tuple[str, ...]] = {
    "customer": ("customer", "identity"),
    "sale": ("order",),
    "note": ("contact",),
    "problem": ("problem",),
    "referral": ("referral",),
    "answer": ("answer",),
    "reference": ("contact",),
}
"""The facts of each kind of entry."""
COUNTER = "counter"
ENTERING = "entry"
"""Of a form that is sent twice at once, one is written."""
NAMED_BY = ("order", "contact", "problem", "referral", "review", "reservation", "answer", "care")
"""Facts that may name a customer who was added at the desk."""


class EntryInUse(RegularsError):
    """Something else was written down of a customer who is to be taken back."""

    exit_code = 3


@dataclass(frozen=True)
class Entry:
    """One entry as it was written. Null: `customer_id` None where nobody was named."""

    entry_id: str
    kind: str
    customer_id: str | None


class DeskEntries(WhoIsWho):
    """Entries, each written once and taken back as a whole."""

    def add_customer(
        self,
        *,
        entry_id: str,
        name: str,
        kind: str = "person",
        phone: str | None = None,
        email: str | None = None,
        language: str | None = None,
        at: datetime | None = None,
    ) -> Entry:
        """A new customer, who can be found, opened and written of at once.

        Raises: CustomerErased when the address or number is of somebody kept out.
        """
        clock = at or now()
        refuse_erased_contacts(
            emails=[email] if email else [], phones=[phone] if phone else [], region=self._region
        )
        hashes = MatchKeys(salt=self._file.salt, region=self._region)
        is_bengali = any("\u0980" <= letter <= "\u09ff" for letter in name)
        customer = {
            "kind": kind,
            "name": name,
            "name_bn": name if is_bengali else None,
            "phone": phone,
            "email": email,
            "phone_key": hashes.of_phone(phone) if phone else None,
            "email_key": hashes.of_email(email) if email else None,
            "language": language,
            "since_on": self._day(clock),
        }
        customer_id = id_of(source=DESK, key=entry_id)
        with in_turn(ENTERING):
            if not _written("customer", entry_id):
                _write("identity", entry_id, {"customer_id": customer_id}, at=clock)
                _write("customer", entry_id, customer, at=clock)
        return Entry(entry_id, "customer", customer_id)

    def add_sale(
        self,
        *,
        entry_id: str,
        customer_id: str,
        amount_minor: int,
        currency: str,
        on: date | None = None,
        at: datetime | None = None,
    ) -> Entry:
        """A sale, today or on an earlier day. Raises: UnknownCustomer, CustomerErased."""
        clock = at or now()
        today = self._day(clock)
        order = {
            **self._about(customer_id),
            "state": "placed",
            "amount_minor": amount_minor,
            "currency": currency,
            "channel": COUNTER,
            **_happened(on or today, today=today, at=clock),
        }
        return self._add("sale", entry_id, customer_id, order, at=clock)

    def add_note(
        self,
        *,
        entry_id: str,
        customer_id: str,
        note: str,
        channel: str = COUNTER,
        began_by: str | None = None,
        reaction: str | None = None,
        at: datetime | None = None,
    ) -> Entry:
        """A talk with a customer, and what was said.

        Raises: UnknownCustomer, CustomerErased, NotAnAnswer.
        """
        said = {"channel": channel, "began_by": began_by, "reaction": reaction}
        for column, value in said.items():
            choices = CONTACT.column(column).choices
            if value is not None and value not in choices:
                raise NotAnAnswer(f"{column} is one of {', '.join(choices)}, not “{value}”.")
        clock = at or now()
        today = self._day(clock)
        contact = {
            **self._about(customer_id),
            **said,
            "note": note,
            **_happened(today, today=today, at=clock),
        }
        return self._add("note", entry_id, customer_id, contact, at=clock)

    def add_problem(
        self,
        *,
        entry_id: str,
        customer_id: str,
        text: str,
        topic: str | None = None,
        staff: str | None = None,
        at: datetime | None = None,
    ) -> Entry:
        """A problem that a customer told us of. Raises: UnknownCustomer, CustomerErased."""
        clock = at or now()
        today = self._day(clock)
        problem = {
            **self._about(customer_id),
            "state": "open",
            "topic": topic,
            "text": text,
            "channel": COUNTER,
            "found_by": "customer",
            "in_charge": staff,
            **_happened(today, today=today, at=clock),
        }
        return self._add("problem", entry_id, customer_id, problem, at=clock)

    def entry(self, *, kind: str, entry_id: str) -> Entry | None:
        """An entry that counts; None when it was taken back or never written."""
        fact = KINDS[kind][0]
        rows = current_rows(fact, Q(source=DESK, source_id=entry_id))
        if not rows:
            return None
        if kind == "customer":
            return Entry(entry_id, kind, id_of(source=DESK, key=entry_id))
        key = (rows[0]["customer_source"], rows[0]["customer_key"])
        named = id_of(source=key[0], key=key[1]) if key[1] is not None else None
        return Entry(entry_id, kind, named and self._id_now(named))

    def undo_entry(self, *, kind: str, entry_id: str, at: datetime | None = None) -> None:
        """Take an entry back, as if it had not been written.

        Raises: NothingToUndo; EntryInUse for a customer or problem of which more was written since.
        """
        with in_turn(ENTERING):
            if kind == "customer" and (used := _named_in(entry_id)):
                raise EntryInUse(
                    "Of this customer something else was written down meanwhile "
                    f"({', '.join(used)}), so they stay. Nothing was changed. Undo that first."
                )
            if kind == "problem" and current_parts("problem_event", [(DESK, entry_id)]):
                raise EntryInUse(
                    "Something was done about this problem meanwhile, so it stays. Nothing was "
                    "changed. Undo that first, on the problem's page."
                )
            undo_desk_facts(facts={fact: [entry_id] for fact in KINDS[kind]}, at=at or now())

    def _about(self, customer_id: str) -> dict[str, str]:
        source, key = self._key_now(customer_id)
        return {"customer_source": source, "customer_key": key}

    def _add(
        self, kind: str, entry_id: str, customer_id: str, row: Mapping[str, Any], *, at: datetime
    ) -> Entry:
        [fact] = KINDS[kind]
        with in_turn(ENTERING):
            if not _written(fact, entry_id):
                _write(fact, entry_id, row, at=at)
                self._entered(kind, entry_id, customer_id, at=at)
        return Entry(entry_id, kind, self._id_now(customer_id))

    def _entered(self, kind: str, entry_id: str, customer_id: str | None, *, at: datetime) -> None:
        """Something was written down, once; others may hear of it, within its transaction."""


def _write(fact: str, entry_id: str, row: Mapping[str, Any], *, at: datetime) -> None:
    whole = {name: row.get(name) for name in BY_FACT[fact].names}
    write_desk_facts(fact=fact, rows={entry_id: whole}, at=at)


def _written(fact: str, entry_id: str) -> bool:
    return bool(current_rows(fact, Q(source=DESK, source_id=entry_id)))


def _happened(on: date, *, today: date, at: datetime) -> dict[str, Any]:
    """Of another day only the day is known."""
    return {"happened_on": on, "happened_at": at if on == today else None}


def _named_in(key: str) -> list[str]:
    whose = Q(customer_source=DESK, customer_key=key)
    return [fact for fact in NAMED_BY if current_rows(fact, whose)]
