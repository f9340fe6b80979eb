"""The imports of a book, as people and programs read them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, QuerySet

from regulars.ledger.batches import known_batch
from regulars.ledger.models import Batch, Reject
from regulars.ledger.models.batch import FROM_OUTSIDE


@dataclass(frozen=True)
class Listed:
    """One import, or what one sender posted in a day.

    Null: `published_at`, `undone_at` None where that did not happen; `sender` of files.
    """

    batch: int
    state: str
    recipe: str | None
    sender: str | None
    files: list[dict[str, Any]]
    counts: dict[str, Any]
    began_at: datetime
    published_at: datetime | None
    undone_at: datetime | None
    asked_by: str | None


def listed_batches(*, at_most: int | None = None, before: int | None = None) -> list[Listed]:
    """Imports and what was posted, newest first; of those before a batch, so many of them.

    Null: `at_most` None all, `before` None from the newest on.
    """
    found = _from_outside().order_by("-pk")
    older = found if before is None else found.filter(pk__lt=before)
    return [_listed(batch) for batch in older[:at_most]]


def listed_batch(batch_id: int) -> Listed:
    """One of them. Raises: UnknownBatch."""
    return _listed(known_batch(batch_id, _from_outside()))


def batch_of_upload(upload: str) -> int | None:
    """The complete import that came of an upload; None where there is none."""
    complete = _from_outside().filter(upload=upload, state=Batch.State.COMPLETE)
    return complete.order_by("-pk").values_list("pk", flat=True).first()


def count_rejects(batch_id: int) -> dict[str, int]:
    """How many rows a batch did not take, by reason; most first."""
    rows = Reject.objects.filter(batch_id=batch_id).values("reason").annotate(rows=Count("pk"))
    return {row["reason"]: row["rows"] for row in rows.order_by("-rows", "reason")}


def files_with_rejects(batch_id: int) -> list[str]:
    """The files of a batch of which rows were not taken."""
    rows = Reject.objects.filter(batch_id=batch_id).values_list("file", flat=True)
    return sorted(rows.distinct())


def _from_outside() -> QuerySet[Batch]:
    return Batch.objects.filter(kind__in=FROM_OUTSIDE)


def _listed(batch: Batch) -> Listed:
    return Listed(
        batch=batch.pk,
        state=batch.state,
        recipe=batch.recipe,
        sender=batch.sender,
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
    counting = Batch.objects.filter(kind__in=FROM_OUTSIDE, state=Batch.State.COMPLETE)
    told = counting.order_by("published_seq").values_list("counts", flat=True)
    return next((counts["currency"] for counts in told if counts.get("currency")), None)


def rejects_of(
    batch_id: int, *, at_most: int | None = None, after: int = 0
) -> list[dict[str, Any]]:
    """The rows that a batch did not take, in the order of the files; so many after so many.

    Null: `at_most` None all. Raises: UnknownBatch.
    """
    rows = Reject.objects.filter(batch=known_batch(batch_id)).order_by("file", "line", "pk")
    some = rows.values("file", "line", "reason", "column", "value", "row")
    return list(some[after : None if at_most is None else after + at_most])
