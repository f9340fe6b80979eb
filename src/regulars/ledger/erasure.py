"""Takes a person out of every table: all revisions, of whatever batch, and the rows not taken.

Sales stay as sales to somebody not named, so that totals stay true. What cannot be without its
customer goes. Nothing is left that an undo could bring back.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Q

from regulars.contracts import BY_FACT, CONTRACTS
from regulars.ledger.batches import take_turn
from regulars.ledger.content import MADE_KEY, content_hash
from regulars.ledger.models import MODELS, Assertion, Customer, Erasure, Revision
from regulars.ledger.naming import rejects_naming
from regulars.ledger.persons import (
    OWN_FACTS,
    PARTS,
    belonging_to,
    described,
    names_a_customer,
    parts_of,
    persons_of,
    revisions_about,
)
from regulars.ledger.suppression import (
    Key,
    Person,
    Suppressed,
    belong_to,
    digest,
    hashes_of,
    identity_text,
    list_key,
    suppress,
)

ASSERTION = "assertion"
IN_ONE_STATEMENT = 400


@dataclass
class Erased:
    """What an erasure did.

    Shape: `touched` has the batches of which a fact, or `assertion`, is no longer as mirrored.
    Units: `removed` and `made_anonymous` count revisions by fact; `rejects` counts rows.
    """

    number: int
    keys: frozenset[Key]
    removed: Counter[str] = field(default_factory=Counter)
    made_anonymous: Counter[str] = field(default_factory=Counter)
    rejects: int = 0
    touched: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))

    @property
    def counts(self) -> dict[str, Any]:
        return {
            "identities": len(self.keys),
            "removed": dict(sorted(self.removed.items())),
            "made_anonymous": dict(sorted(self.made_anonymous.items())),
            "rejects": self.rejects,
        }


def erase(
    *,
    keys: frozenset[Key],
    with_persons: bool,
    region: str | None,
    folder: Path,
    by: str,
    at: datetime,
) -> Erased:
    """Erase the customer with these identities; with an account its persons, where asked.

    `region` is the country in which the book reads numbers, as matching does.

    Only for the holder of the import lock. Files beside the tables are the caller's to clean,
    then `finished`.
    """
    if with_persons:
        keys = keys | persons_of(keys)
    person = _alone(described(keys))
    hash_key = list_key(folder)
    # The list first: whatever is killed from here on, nobody comes back.
    hashes = hashes_of(person, hash_key=hash_key, region=region) | _wholes(keys, hash_key)
    suppress(folder=folder, hashes=hashes, at=at)
    with transaction.atomic():
        take_turn()  # who posts or writes now has committed before, or sees the list
        record = Erasure.objects.create(erased_at=at, erased_by=by)
        belong_to(record, hashes)
        done = Erased(number=record.pk, keys=keys)
        for contract in CONTRACTS:
            _erase_fact(contract.fact, keys, hash_key, done)
        _leave_accounts(keys, done)
        _erase_rejects(person, done)
        record.counts = done.counts
        record.save(update_fields=["counts"])
    return done


def finished(*, at: datetime) -> None:
    """Note that nothing is left of anybody erased so far, in any file."""
    Erasure.objects.filter(finished_at=None).update(finished_at=at)


def unfinished() -> int:
    """How many erasures were broken off before the files were clean."""
    return Erasure.objects.filter(finished_at=None).count()


def anonymous_key(*, source_id: str, customer_key: str, digest_of_identity: str) -> str:
    """A fact's key without the customer's, where intake made it of that; else as it is."""
    end = re.search(MADE_KEY, source_id)
    if end is None or source_id[: end.start()] != customer_key:
        return source_id
    return f"erased-{digest_of_identity[:16]}{end.group()}"


def _wholes(keys: frozenset[Key], hash_key: str) -> frozenset[Suppressed]:
    """Facts made anonymous of which parts have words: more of these may come later."""
    found = set()
    for part, (whole, _) in PARTS.items():
        if not any(column.personal for column in BY_FACT[part].columns):
            continue
        for one in revisions_about(whole, keys):
            text = f"{whole}\x1f{one.source}\x1f{one.source_id}"
            found.add(Suppressed(hash_key, "whole", digest(hash_key=hash_key, text=text)))
    return frozenset(found)


def _erase_fact(fact: str, keys: frozenset[Key], hash_key: str, done: Erased) -> None:
    if fact in PARTS:
        return
    found = revisions_about(fact, keys)
    if fact in OWN_FACTS or names_a_customer(BY_FACT[fact]):
        _remove(fact, found, done)
    else:
        for one in found:
            _make_anonymous(fact, one, hash_key, done)
    for part, (whole, _) in PARTS.items():
        if whole == fact:
            _erase_parts(part, found, done)


def _erase_parts(fact: str, wholes: list[Revision], done: Erased) -> None:
    """Of what is part of a fact made anonymous, the free text goes."""
    personal = [column.name for column in BY_FACT[fact].columns if column.personal]
    if not personal:
        return
    for one in parts_of(fact, wholes):
        _write(fact, one, dict.fromkeys(personal), done)


def _make_anonymous(fact: str, one: Revision, hash_key: str, done: Erased) -> None:
    contract = BY_FACT[fact]
    [(source, key)] = contract.customers
    identity = identity_text(getattr(one, source), getattr(one, key))

    def anonymous(text: str) -> str:
        return anonymous_key(
            source_id=text,
            customer_key=getattr(one, key),
            digest_of_identity=digest(hash_key=hash_key, text=identity),
        )

    one.source_id = anonymous(one.source_id)
    # The key of the fact that it follows up changes likewise: the two stay together.
    named = {n: anonymous(getattr(one, n)) for n in contract.names if n == "about_key"}
    personal = [column.name for column in contract.columns if column.personal]
    _write(fact, one, {**named, **dict.fromkeys((source, key, *personal))}, done)


def _leave_accounts(keys: frozenset[Key], done: Erased) -> None:
    """Persons of an erased account stay, and belong to none."""
    for one in list(belonging_to(keys)):
        _write("customer", one, {"account_key": None}, done)


def _write(fact: str, one: Revision, values: dict[str, Any], done: Erased) -> None:
    for name, value in values.items():
        setattr(one, name, value)
    one.content_hash = content_hash(fact, {n: getattr(one, n) for n in BY_FACT[fact].names})
    one.save(update_fields=["source_id", "content_hash", *values])
    done.made_anonymous[fact] += 1
    done.touched[fact].add(one.batch_id)


def _remove(fact: str, found: Iterable[Revision], done: Erased) -> None:
    ids = []
    for one in found:
        ids.append(one.pk)
        done.removed[fact] += 1
        done.touched[fact].add(one.batch_id)
    for start in range(0, len(ids), IN_ONE_STATEMENT):
        some = ids[start : start + IN_ONE_STATEMENT]
        said_again = Assertion.objects.filter(fact=fact, revision_id__in=some)
        done.touched[ASSERTION].update(said_again.values_list("batch_id", flat=True))
        said_again.delete()
        MODELS[fact].objects.filter(pk__in=some).delete()


def _erase_rejects(person: Person, done: Erased) -> None:
    for reject in rejects_naming(person):
        reject.delete()
        done.rejects += 1


def _alone(person: Person) -> Person:
    """Without the addresses and numbers that others of the book have too, e.g. of a household."""

    def shared(column: str, text: str) -> bool:
        # However it is written: by the hash that ties two records to one customer.
        key = f"{column}_key"
        own = Customer.objects.filter(**{column: text}).exclude(**{key: None})
        same = Q(**{f"{column}__iexact": text}) | Q(**{f"{key}__in": own.values(key)})
        others = Customer.objects.filter(same)
        found = others.values_list("source", "source_id").distinct()
        return any(key not in person.keys for key in found)

    return Person(
        keys=person.keys,
        emails=frozenset(text for text in person.emails if not shared("email", text)),
        phones=frozenset(text for text in person.phones if not shared("phone", text)),
        names=person.names,
    )


__all__ = ["ASSERTION", "Erased", "Suppressed", "anonymous_key", "erase", "finished", "unfinished"]
