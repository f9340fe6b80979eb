"""The record of erasures, and taking somebody off the list of the erased again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Count

from regulars.errors import RegularsError
from regulars.ledger.contact_data import email_forms, phone_forms, plain
from regulars.ledger.models import Erasure, Identity, Suppression
from regulars.ledger.suppression import (
    FILE,
    Suppressed,
    digest,
    identity_text,
    suppression_list,
    write_list,
)


class UnknownErasure(RegularsError):
    """There is no erasure of this number."""

    exit_code = 4


class NotOnList(RegularsError):
    """Nobody of this erasure can be taken off the list."""

    exit_code = 3


@dataclass(frozen=True)
class ErasureTold:
    """One erasure, without saying of whom.

    Units: `on_list` is how many keyed hashes keep them out.
    Null:  `readmitted_at` and `readmitted_by` while they are on the list.
    """

    erasure: int
    erased_at: datetime
    erased_by: str
    counts: dict[str, Any]
    on_list: int
    readmitted_at: datetime | None
    readmitted_by: str | None


def erasures(*, of: str | None = None, region: str | None) -> list[ErasureTold]:
    """All erasures, newest first; with `of`, those whose hashes know this text.

    `of` is a key, e-mail address, number or name; `region` is where numbers are read.
    """
    found = Erasure.objects.annotate(on_list=Count("suppression")).order_by("-pk")
    if of is not None:
        found = found.filter(pk__in={number for number in _knowing(of, region) if number})
    return [
        ErasureTold(
            erasure=one.pk,
            erased_at=one.erased_at,
            erased_by=one.erased_by,
            counts=one.counts,
            on_list=one.on_list,
            readmitted_at=one.readmitted_at,
            readmitted_by=one.readmitted_by,
        )
        for one in found
    ]


def from_other_copies() -> int:
    """How many hashes of the list belong to no erasure of this book."""
    return Suppression.objects.filter(erasure=None).count()


def readmit(*, number: int, folder: Path, by: str, at: datetime) -> int:
    """Take the hashes of this erasure off the list; how many. Later imports count them again.

    Only for the holder of the import lock. Raises: UnknownErasure, NotOnList, ListUnreadable.
    """
    record = Erasure.objects.filter(pk=number).first()
    if record is None:
        raise UnknownErasure(
            f"There is no erasure {number}. `regulars erased` lists those there are."
        )
    if record.finished_at is None:
        raise NotOnList(
            f"Erasure {number} is not finished: files may still hold them. Nothing was changed. "
            "Run `regulars doctor --repair`, then try again."
        )
    theirs = Suppression.objects.filter(erasure=record)
    gone = frozenset(Suppressed(*one) for one in theirs.values_list("hash_key", "kind", "digest"))
    if not gone:
        raise NotOnList(f"Nobody of erasure {number} is on the list. Nothing was changed.")
    # The file first: killed here, the table still has them, and `readmit` is said again.
    write_list(folder / FILE, suppression_list(folder) - gone)
    with transaction.atomic():
        theirs.delete()
        record.readmitted_at, record.readmitted_by = at, by
        record.save(update_fields=["readmitted_at", "readmitted_by"])
    return len(gone)


def _knowing(text: str, region: str | None) -> Iterator[int | None]:
    """The erasures of which a hash is of this text, read in whatever way."""
    texts = {("cell", plain(text))}
    texts |= {("email", form) for form in email_forms(text)}
    texts |= {("phone", form) for form in phone_forms(text, region=region)}
    sources = Identity.objects.values_list("source", flat=True).distinct()
    texts |= {("identity", identity_text(source, text)) for source in sources}
    for hash_key in Suppression.objects.values_list("hash_key", flat=True).distinct():
        for kind, one in texts:
            wanted = digest(hash_key=hash_key, text=one)
            held = Suppression.objects.filter(kind=kind, digest=wanted)
            yield from held.values_list("erasure", flat=True)
