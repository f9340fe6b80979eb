"""The imports of a book, as people and programs read them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, QuerySet

from regulars.ledger.batches import known_batch
from regulars.ledger.models import Batch, Reject


@dataclass(frozen=True)
class Listed:
    """One import. Null: `published_at`, `undone_at` None where that did not happen."""

    batch: int
    state: str
    recipe: str | None
    files: list[dict[str, Any]]
    counts: dict[str, Any]
    began_at: datetime
    published_at: datetime | None
    undone_at: datetime | None
    asked_by: str | None


def listed_batches() -> list[Listed]:
    """All import batches, newest first."""
    return [_listed(batch) for batch in _imports().order_by("-pk")]


def listed_batch(batch_id: int) -> Listed:
    """One import. Raises: UnknownBatch."""
    return _listed(known_batch(batch_id, _imports()))


def some_batches(*, before: int | None, at_most: int) -> list[Listed]:
    """Imports newest first; `before` None begins with the newest, else older ones than that."""
    found = _imports().order_by("-pk")
    return [_listed(one) for one in (found.filter(pk__lt=before) if before else found)[:at_most]]


def batch_of_upload(upload: str) -> int | None:
    """The complete import that came of an upload; None where there is none."""
    complete = _imports().filter(upload=upload, state=Batch.State.COMPLETE)
    return complete.order_by("-pk").values_list("pk", flat=True).first()


def some_rejects(batch_id: int, *, after: int, at_most: int) -> list[dict[str, Any]]:
    """Rows that a batch did not take, from the place `after` on. Raises: UnknownBatch."""
    rows = Reject.objects.filter(batch=known_batch(batch_id)).order_by("file", "line", "pk")
    names = ("file", "line", "reason", "column", "value", "row")
    return list(rows.values(*names)[after : after + at_most])


def count_rejects(batch_id: int) -> dict[str, int]:
    """How many rows a batch did not take, by reason; most first."""
    rows = Reject.objects.filter(batch_id=batch_id).values("reason").annotate(rows=Count("pk"))
    return {row["reason"]: row["rows"] for row in rows.order_by("-rows", "reason")}


def files_with_rejects(batch_id: int) -> list[str]:
    """The files of a batch of which rows were not taken."""
    rows = Reject.objects.filter(batch_id=batch_id).values_list("file", flat=True)
    return sorted(rows.distinct())


def _imports() -> QuerySet[Batch]:
    return Batch.objects.filter(kind=Batch.Kind.IMPORT)


def _listed(batch: Batch) -> Listed:
    return Listed(
        batch=batch.pk,
        state=batch.state,
        recipe=batch.recipe,
        files=batch.files,
        counts=batch.counts,
        began_at=batch.began_at,
        published_at=batch.published_at,
        undone_at=batch.undone_at,
        asked_by=batch.asked_by,
    )


def reject_rows(batch_id: int) -> Iterator[dict[str, Any]]:
    """As `rejects_of`, one after the other."""
    rows = Reject.objects.filter(batch=known_batch(batch_id)).order_by("file", "line", "pk")
    yield from rows.values("file", "line", "reason", "row").iterator(chunk_size=5_000)


def first_currency() -> str | None:
    """The currency of the first complete import that had one."""
    counting = Batch.objects.filter(kind=Batch.Kind.IMPORT, state=Batch.State.COMPLETE)
    told = counting.order_by("published_seq").values_list("counts", flat=True)
    return next((counts["currency"] for counts in told if counts.get("currency")), None)


def rejects_of(batch_id: int) -> list[dict[str, Any]]:
    """The rows that a batch did not take, in the order of the files. Raises: UnknownBatch."""
    rows = Reject.objects.filter(batch=known_batch(batch_id)).order_by("file", "line", "pk")
    return list(rows.values("file", "line", "reason", "column", "value", "row"))
