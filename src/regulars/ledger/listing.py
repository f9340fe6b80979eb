"""The imports of a book, as people and programs read them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

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


def listed_batches(*, at_most: int | None = None, before: int | None = None) -> list[Listed]:
    """Imports and what was posted, newest first; of those before a batch, so many of them.

    Null: `at_most` None all, `before` None from the newest on.
    """
    batches = Batch.objects.filter(kind__in=FROM_OUTSIDE).order_by("-pk")
    if before is not None:
        batches = batches.filter(pk__lt=before)
    return [
        Listed(
            batch=batch.pk,
            state=batch.state,
            recipe=batch.recipe,
            sender=batch.sender,
            files=batch.files,
            counts=batch.counts,
            began_at=batch.began_at,
            published_at=batch.published_at,
            undone_at=batch.undone_at,
        )
        for batch in batches[:at_most]
    ]


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
