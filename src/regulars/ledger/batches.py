"""The life of a batch: begun, published or abandoned, undone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Max, QuerySet

from regulars.errors import RegularsError
from regulars.ledger.models import MODELS, Assertion, Batch, Reject
from regulars.ledger.models.batch import FROM_OUTSIDE

HELD_SEQ = 0
"""Place of what the desk holds on to: before every import, so it counts where none says more."""

POSTED_DAY, POSTED_ALONE = "api", "api, by itself"
"""The recipes of posted batches: of a sender's whole day, of one post."""


class UnknownBatch(RegularsError):
    """No batch has this number."""

    exit_code = 4


class BatchNotUndoable(RegularsError):
    """The batch is not a complete import, or post."""

    exit_code = 3


class BatchLost(RegularsError):
    """While it was loading, another import took the batch for one that was broken off."""

    exit_code = 5


def begin_batch(
    *,
    recipe: str,
    files: list[dict[str, Any]],
    at: datetime,
    by: str | None = None,
    upload: str | None = None,
) -> Batch:
    """A new import batch in state `loading`: nothing of it counts yet."""
    return Batch.objects.create(
        kind=Batch.Kind.IMPORT,
        state=Batch.State.LOADING,
        recipe=recipe,
        files=files,
        began_at=at,
        asked_by=by,
        upload=upload,
    )


def publish_batch(*, batch_id: int, counts: dict[str, Any], at: datetime) -> None:
    """Make the whole batch count, by one short update.

    Raises: BatchLost; nothing of it counts then, and the next import clears it.
    """
    with transaction.atomic():
        take_turn()
        published = Batch.objects.filter(pk=batch_id, state=Batch.State.LOADING).update(
            state=Batch.State.COMPLETE,
            published_seq=next_place(),
            published_at=at,
            counts=counts,
        )
        if not published:
            # Rows that came after the other import's sweep are to be swept too.
            Batch.objects.filter(pk=batch_id, state=Batch.State.ABANDONED).update(
                state=Batch.State.LOADING
            )
    if not published:
        raise BatchLost(
            f"Batch {batch_id} was given up while it was loading: the database had lost this "
            "import, and another one began. Nothing of it counts. Import the files again."
        )


def undo_batch(*, batch_id: int, at: datetime) -> Batch:
    """Leave the batch out from now on, as if it had never come.

    Raises: UnknownBatch, BatchNotUndoable.
    """
    with transaction.atomic():
        # Of two undos at once the second is told.
        Batch.objects.select_for_update().filter(pk=batch_id).first()
        batch = known_batch(batch_id)
        if batch.kind not in FROM_OUTSIDE or batch.state != Batch.State.COMPLETE:
            raise BatchNotUndoable(
                f"Batch {batch_id} is {_described(batch)}, so there is nothing to undo. "
                "`regulars imports` shows which batches are complete."
            )
        batch.state = Batch.State.UNDONE
        batch.undone_at = at
        batch.save(update_fields=["state", "undone_at"])
    return batch


def known_batch(batch_id: int, among: QuerySet[Batch] | None = None) -> Batch:
    """The batch with this number. Raises: UnknownBatch."""
    batch = (Batch.objects if among is None else among).filter(pk=batch_id).first()
    if batch is None:
        raise UnknownBatch(
            f"There is no batch {batch_id}. `regulars imports` lists those there are."
        )
    return batch


def sweep_abandoned() -> int:
    """Remove what killed imports left in state `loading`; the number of batches swept.

    Only for the holder of the import lock: nobody else can be loading then.
    """
    swept = 0
    for batch in Batch.objects.filter(state=Batch.State.LOADING):
        for model in (*MODELS.values(), Assertion, Reject):
            model.objects.filter(batch=batch)._raw_delete(using="default")  # type: ignore[attr-defined]
        Batch.objects.filter(pk=batch.pk).update(state=Batch.State.ABANDONED)
        swept += 1
    return swept


def desk_batch(*, at: datetime) -> Batch:
    """The batch of what is written at the desk this day (UTC); complete from its first fact."""
    midnight = at.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    # Not `began_at__date`, which is the day in the book's zone.
    of_the_day = Batch.objects.filter(
        kind=Batch.Kind.DESK, began_at__gte=midnight, began_at__lt=midnight + timedelta(days=1)
    )
    with transaction.atomic():
        take_turn()
        counting = of_the_day.filter(state=Batch.State.COMPLETE)
        batch = counting.exclude(published_seq=HELD_SEQ).first()
        if batch is None:
            batch = Batch.objects.create(
                kind=Batch.Kind.DESK,
                state=Batch.State.COMPLETE,
                published_seq=next_place(),
                began_at=at,
                published_at=at,
            )
    return batch


def holding_batch(*, at: datetime) -> Batch:
    """The batch that says again what is known of customers to whom desk facts refer."""
    with transaction.atomic():
        take_turn()
        batch, _ = Batch.objects.get_or_create(
            published_seq=HELD_SEQ,
            defaults={
                "kind": Batch.Kind.DESK,
                "state": Batch.State.COMPLETE,
                "began_at": at,
                "published_at": at,
            },
        )
    return batch


def posted_batch(*, sender: str, after: int | None, of_the_day: bool, at: datetime) -> Batch:
    """The batch of what this sender posts this day (UTC), or a new one; complete from the first.

    `after` is the latest place at which the posted keys were spoken of: what is posted now has to
    count after it. Null: they never were. Within the caller's transaction, after `take_turn`.
    """
    midnight = at.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    mine = Batch.objects.filter(
        kind=Batch.Kind.API,
        state=Batch.State.COMPLETE,
        sender=sender,
        recipe=POSTED_DAY,
        began_at__gte=midnight,
        began_at__lt=midnight + timedelta(days=1),
    )
    newest = mine.order_by("-published_seq").first() if of_the_day else None
    if newest is not None and (after is None or after <= newest.published_seq):
        return newest
    return Batch.objects.create(
        kind=Batch.Kind.API,
        state=Batch.State.COMPLETE,
        sender=sender,
        recipe=POSTED_DAY if of_the_day else POSTED_ALONE,
        published_seq=next_place(),
        began_at=at,
        published_at=at,
    )


def published_order() -> dict[int, int]:
    """Complete batches: their number and their place in the order of publication."""
    complete = Batch.objects.filter(state=Batch.State.COMPLETE)
    return dict(complete.values_list("pk", "published_seq"))


def take_turn() -> None:
    """One writer at a time numbers batches or adds to those that count, until its commit.

    SQLite's immediate transactions see to that. PostgreSQL gives ids before the commit: two
    writers at once could commit 8 before 7, and a refresh that has read up to 8 would never see 7.
    So within a batch that counts, ids are committed in their order.
    """
    if connection.vendor == "postgresql":
        from regulars.ledger.postgresql.turns import wait_for_turn

        wait_for_turn("write")


def next_place() -> int:
    """After all that were published; within `take_turn`."""
    newest = Batch.objects.aggregate(newest=Max("published_seq"))["newest"]
    return (newest or 0) + 1


def _described(batch: Batch) -> str:
    if batch.kind == Batch.Kind.DESK:
        return "what was written at the desk (undo its lines there)"
    return {
        Batch.State.LOADING: "still loading",
        Batch.State.UNDONE: "undone already",
        Batch.State.ABANDONED: "an import that was broken off",
    }.get(Batch.State(batch.state), batch.state)
