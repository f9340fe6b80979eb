"""Taking back what was just written at the desk, as if it had never counted.

What is taken back moves into a batch of its own, which is undone: that is how the ledger takes back
imports too, so that a look at the past still sees it from when it was written until it was undone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from regulars.errors import RegularsError
from regulars.ledger.batches import next_place, take_turn
from regulars.ledger.desk_facts import DESK
from regulars.ledger.models import MODELS, Batch

MOVED = "moved_out"
"""In a batch's counts: how many revisions were taken out of it; the mirror is written anew then."""


class NothingToUndo(RegularsError):
    """It was never written, or has been taken back already."""

    exit_code = 4


def undo_desk_facts(*, facts: Mapping[str, Sequence[str]], at: datetime) -> None:
    """Take back all revisions of these desk facts. Shape: `facts` has source ids by fact.

    Raises: NothingToUndo.
    """
    with transaction.atomic():
        take_turn()
        found: list[tuple[str, Any]] = []
        for fact, ids in facts.items():
            rows = MODELS[fact].objects.filter(
                source=DESK, source_id__in=list(ids), batch__state=Batch.State.COMPLETE
            )
            found += [(fact, row) for row in rows]
        if not found:
            raise NothingToUndo(
                "There is nothing to undo here: it was undone before, or was never written. "
                "Nothing was changed."
            )
        first = min(row.recorded_at for _, row in found)
        undone = Batch.objects.create(
            kind=Batch.Kind.DESK,
            state=Batch.State.UNDONE,
            published_seq=next_place(),
            began_at=first,
            published_at=first,
            undone_at=at,
        )
        for batch in Batch.objects.filter(pk__in={row.batch_id for _, row in found}):
            moved = sum(row.batch_id == batch.pk for _, row in found)
            batch.counts = {**batch.counts, MOVED: batch.counts.get(MOVED, 0) + moved}
            batch.save(update_fields=["counts"])
        for fact, row in found:
            MODELS[fact].objects.filter(pk=row.pk).update(batch=undone)
