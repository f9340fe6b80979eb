"""Finds who of the list of the erased is in the ledger all the same, e.g. after a restore."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from regulars.ledger.contact_data import email_forms, phone_forms
from regulars.ledger.models import Customer, Identity, Reject
from regulars.ledger.naming import rows_of_the_erased
from regulars.ledger.suppression import Key, Suppressed, digest, identity_text

ROWS_AT_A_TIME = 10_000


@dataclass(frozen=True)
class _List:
    hashes: frozenset[Suppressed]
    hash_keys: tuple[str, ...]

    def has(self, kind: str, text: str) -> bool:
        return any(
            Suppressed(key, kind, digest(hash_key=key, text=text)) in self.hashes
            for key in self.hash_keys
        )


def erased_but_here(listed: frozenset[Suppressed], *, region: str | None) -> frozenset[Key]:
    """Identities of the ledger that are on the list, or reached as somebody on it was."""
    if not listed:
        return frozenset()
    on_list = _List(listed, tuple(sorted({one.hash_key for one in listed})))
    return frozenset([*_by_identity(on_list), *_by_contact(on_list, region)])


def remove_rejects_of(listed: frozenset[Suppressed]) -> int:
    """Remove the rows not taken that name somebody on the list; how many."""
    rows = Reject.objects.values_list("pk", "row", "value").iterator(ROWS_AT_A_TIME)
    texts = ((pk, f"{row}\n{value or ''}") for pk, row, value in rows)
    gone = list(rows_of_the_erased(texts, listed))
    for pk in gone:
        Reject.objects.filter(pk=pk).delete()
    return len(gone)


def _by_identity(on_list: _List) -> Iterator[Key]:
    known = Identity.objects.values_list("source", "source_id").distinct()
    for source, key in known.iterator(ROWS_AT_A_TIME):
        if on_list.has("identity", identity_text(source, key)):
            yield source, key


def _by_contact(on_list: _List, region: str | None) -> Iterator[Key]:
    reached = Customer.objects.exclude(email=None, phone=None)
    columns = ("source", "source_id", "email", "phone")
    for source, key, email, phone in reached.values_list(*columns).iterator(ROWS_AT_A_TIME):
        forms = {("email", form) for form in email_forms(email or "")}
        forms |= {("phone", form) for form in phone_forms(phone or "", region=region)}
        if any(on_list.has(kind, form) for kind, form in forms):
            yield source, key
