"""What a book holds of a person: to find them, and to see it before it is given out or erased."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from regulars.acts.names import Key, customer_records, display_name
from regulars.contracts import customer_id as id_of
from regulars.intake.match_keys import MatchKeys
from regulars.ledger.current import current_rows
from regulars.ledger.export import held_of
from regulars.ledger.models import Customer, Identity
from regulars.ledger.persons import described
from regulars.workspace.custody import Custody
from regulars.workspace.opened import now
from regulars.workspace.who_is_who import WhoIsWho

MOST_FOUND = 25
FEWEST_LETTERS = 2


@dataclass(frozen=True)
class Found:
    """Somebody who may be meant. `reached` is their address or number, masked."""

    customer_id: str
    customer: str
    keys: tuple[Key, ...]
    reached: tuple[str, ...]


@dataclass(frozen=True)
class Consented:
    """The word that counts for a purpose and a channel. Null: `channel` None for all."""

    purpose: str
    channel: str | None
    state: str
    on: date
    said_in: str | None


@dataclass(frozen=True)
class Held:
    """What is held of one person.

    Units: `facts` counts contents by fact, older ones and those of undone imports too; `rejects`
           rows that were not taken. `confirm` is what to type before they are erased.
    """

    customer_id: str
    customer: str
    kind: str
    keys: tuple[Key, ...]
    reached: tuple[str, ...]
    facts: dict[str, int]
    rejects: int
    consents: tuple[Consented, ...]
    persons: int
    confirm: str


class PeopleHeld(WhoIsWho, Custody):
    """Who is in a book, also who is in no result yet, or no longer."""

    def find_people(self, text: str, *, language: str = "en") -> list[Found]:
        """Those whose name has this text, or whose key, e-mail address or number it is."""
        said = text.strip()
        if len(said) < FEWEST_LETTERS:
            return []
        keys = self._keys_by(said)
        ids: dict[str, set[Key]] = {}
        for source, key in keys:
            ids.setdefault(self._id_now(id_of(source=source, key=key)), set()).add((source, key))
        found = []
        for one in list(ids)[:MOST_FOUND]:
            known = sorted(self._identities(one))
            name = self._person_called(known, language)
            found.append(Found(one, name, tuple(known), tuple(_masked(known))))
        return sorted(found, key=lambda one: (one.customer.casefold(), one.customer_id))

    def held(self, *, customer_id: str, language: str = "en") -> Held:
        """What there is of a customer. Raises: UnknownCustomer."""
        known = self._identities(customer_id)
        keys = sorted(known)
        held = held_of(keys=known, by="", at=now())
        records = [row for row in customer_records(keys).values() if row]
        name = self._person_called(keys, language)
        persons = {
            (one.source, one.source_id)
            for source, key in keys
            for one in Customer.objects.filter(source=source, account_key=key)
        }
        return Held(
            customer_id=customer_id,
            customer=name,
            kind=next((row["kind"] for row in records if row["kind"]), "person"),
            keys=tuple(keys),
            reached=tuple(_masked(keys)),
            facts={fact: len(one["revisions"]) for fact, one in held["facts"].items()},
            rejects=len(held["rejects"]),
            consents=tuple(_consents(keys)),
            persons=len(persons - known),
            confirm=name,
        )

    def _keys_by(self, said: str) -> list[Key]:
        hashed = MatchKeys(salt=self._file.salt, region=self._region)
        where = Q(name__icontains=said) | Q(name_bn__icontains=said) | Q(email__iexact=said)
        where |= Q(phone=said)
        if (email := hashed.of_email(said)) is not None:
            where |= Q(email_key=email)
        if (phone := hashed.of_phone(said)) is not None:
            where |= Q(phone_key=phone)
        named = Customer.objects.filter(where).values_list("source", "source_id")
        exact = Identity.objects.filter(source_id=said).values_list("source", "source_id")
        most = 4 * MOST_FOUND
        return list(dict.fromkeys([*exact[:most], *named.distinct()[:most]]))

    def _person_called(self, keys: list[Key], language: str) -> str:
        """By the current record, or else by an older one."""
        records = customer_records(keys)
        record = next((records[key] for key in keys if key in records), None)
        if record is None:
            names = sorted(described(frozenset(keys)).names)
            record = {"name": names[0], "name_bn": None} if names else None
        return display_name(record, key=keys[0][1], language=language)


def masked_email(text: str) -> str:
    """r•••@g•••.com: enough to know it again, not to write to it."""
    name, at, domain = text.partition("@")
    host, dot, top = domain.rpartition(".")
    if not at or not dot:
        return _middle_hidden(text)
    return f"{name[:1]}•••@{host[:1]}•••.{top}"


def masked_phone(text: str) -> str:
    """+880 ••• 678: the country where it is written, and the last digits."""
    digits = re.sub(r"\D", "", text)
    head = text[:4].strip() if text.startswith("+") else ""
    return f"{head} ••• {digits[-3:]}".strip()


def _middle_hidden(text: str) -> str:
    return f"{text[:1]}•••{text[-1:]}"


def _masked(keys: Iterable[Key]) -> list[str]:
    person = described(frozenset(keys))
    emails = sorted({masked_email(one) for one in person.emails})
    return [*emails, *sorted({masked_phone(one) for one in person.phones})]


def _consents(keys: list[Key]) -> list[Consented]:
    """The newest word for each purpose and channel."""
    wanted = set(keys)
    rows: list[dict[str, Any]] = [
        row
        for row in current_rows("consent", Q(customer_key__in=[key for _, key in keys]))
        if (row["customer_source"], row["customer_key"]) in wanted
    ]
    newest: dict[tuple[str, str | None], dict[str, Any]] = {}
    for row in sorted(rows, key=lambda row: (row["happened_on"], str(row["happened_at"] or ""))):
        newest[row["purpose"], row["channel"]] = row
    return [
        Consented(purpose, channel, row["state"], row["happened_on"], row["said_in"])
        for (purpose, channel), row in sorted(newest.items(), key=lambda one: str(one[0]))
    ]
