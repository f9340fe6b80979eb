"""Which revisions, of whatever fact, are about some identities."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db.models import Q

from regulars.contracts import BY_FACT, CONTRACTS, Contract, customer_id
from regulars.ledger.current import current_rows
from regulars.ledger.models import MODELS, Identity, Revision
from regulars.ledger.suppression import Key, Person

KEYS_AT_A_TIME = 400

OWN_FACTS = ("customer", "identity")
"""Facts that are the customer: their own key is the identity."""


def _parts() -> dict[str, tuple[str, str]]:
    parts = {}
    for contract in CONTRACTS:
        if contract.customers or contract.fact in OWN_FACTS:
            continue
        for column in contract.columns:
            whole = column.name.removesuffix("_key")
            if whole != column.name and not column.may_be_null and BY_FACT[whole].customers:
                parts[contract.fact] = (whole, column.name)
    return parts


PARTS: dict[str, tuple[str, str]] = _parts()
"""Facts that name no customer but are part of one that does: that fact, and the column."""


def keys_of(one: str) -> frozenset[Key]:
    """Every identity that ever stood for the customer with this id, by whatever batch."""
    found = Identity.objects.filter(customer_id=one).values_list("source", "source_id")
    return frozenset((source, key) for source, key in found)


def ids_of(keys: frozenset[Key]) -> frozenset[str]:
    """Every customer id that these identities stand, or ever stood, for."""
    own = {customer_id(source=source, key=key) for source, key in keys}
    return frozenset(own | {one.customer_id for one in revisions_about("identity", keys)})


def persons_of(keys: Iterable[Key]) -> frozenset[Key]:
    """The persons who belong, or belonged, to these accounts."""
    return frozenset((one.source, one.source_id) for one in belonging_to(keys))


def belonging_to(keys: Iterable[Key]) -> Iterator[Revision]:
    """Revisions of customers whose account is one of these."""
    return _matching(MODELS["customer"], "source", "account_key", frozenset(keys))


def about(keys: Iterable[Key], *, source: str = "customer_source", key: str = "customer_key") -> Q:
    """Facts that name one of these identities in these columns."""
    whose = Q(pk__in=[])
    for one, other in keys:
        whose |= Q(**{source: one, key: other})
    return whose


def current_about(fact: str, keys: Sequence[Key]) -> list[dict[str, Any]]:
    """The current facts of a kind that are, or name, one of these identities; each once."""
    pairs = (("source", "source_id"),) if fact in OWN_FACTS else BY_FACT[fact].customers
    whose = Q(pk__in=[])
    for source, key in pairs:
        whose |= about(keys, source=source, key=key)
    return current_rows(fact, whose)


def current_parts(fact: str, wholes: Sequence[Key]) -> list[dict[str, Any]]:
    """The current facts of a kind that are part of these, e.g. the lines of orders."""
    column = PARTS[fact][1]
    rows: list[dict[str, Any]] = []
    wanted = sorted(set(wholes))
    for start in range(0, len(wanted), KEYS_AT_A_TIME):
        some = set(wanted[start : start + KEYS_AT_A_TIME])
        found = current_rows(fact, Q(**{f"{column}__in": sorted({key for _, key in some})}))
        rows += [row for row in found if (row["source"], row[column]) in some]
    return rows


def revisions_about(fact: str, keys: frozenset[Key]) -> list[Revision]:
    """Revisions of `fact` that are, or name, one of these identities; oldest first."""
    pairs = (("source", "source_id"),) if fact in OWN_FACTS else BY_FACT[fact].customers
    found = {
        one.pk: one for source, key in pairs for one in _matching(MODELS[fact], source, key, keys)
    }
    return [found[pk] for pk in sorted(found)]


def parts_of(fact: str, wholes: Iterable[Revision]) -> list[Revision]:
    """Revisions of `fact` that are part of these, e.g. the lines of orders; oldest first."""
    keys = frozenset((one.source, one.source_id) for one in wholes)
    found = {one.pk: one for one in _matching(MODELS[fact], "source", PARTS[fact][1], keys)}
    return [found[pk] for pk in sorted(found)]


def described(keys: frozenset[Key]) -> Person:
    """What all revisions of these customers say of how they are called and reached."""
    records = revisions_about("customer", keys)
    return Person(
        keys=keys,
        emails=_said(records, "email"),
        phones=_said(records, "phone"),
        names=_said(records, "name") | _said(records, "name_bn"),
    )


def names_a_customer(contract: Contract) -> bool:
    """Whether a fact cannot be without its customer."""
    return any(not contract.column(key).may_be_null for _, key in contract.customers)


def _said(records: Sequence[Revision], column: str) -> frozenset[str]:
    said = (getattr(one, column) for one in records)
    return frozenset(text for text in said if text and text.strip())


def _matching(
    model: type[Revision], source: str, key: str, keys: frozenset[Key]
) -> Iterator[Revision]:
    ordered = sorted({one for _, one in keys})
    for start in range(0, len(ordered), KEYS_AT_A_TIME):
        some = ordered[start : start + KEYS_AT_A_TIME]
        for one in model.objects.filter(**{f"{key}__in": some}).iterator():
            if (getattr(one, source), getattr(one, key)) in keys:
                yield one
