"""Since which import an identity is known: of several that are one customer, the eldest counts."""

from __future__ import annotations

from collections.abc import Sequence

from regulars.ledger.batches import published_order
from regulars.ledger.models import Assertion, Identity
from regulars.ledger.suppression import Key


def first_seen(keys: Sequence[Key]) -> dict[Key, int]:
    """The place of the first import that counts and brought each identity; as a refresh reads it.

    Shape: who came with no import, e.g. with a warehouse, has no entry.
    """
    wanted = set(keys)
    published = published_order()
    rows = Identity.objects.filter(source_id__in=sorted({key for _, key in wanted}))
    revisions: dict[int, Key] = {}
    seen: dict[Key, int] = {}

    def note(key: Key, batch_id: int) -> None:
        place = published.get(batch_id, 0)
        if place > 0:
            seen[key] = min(place, seen.get(key, place))

    for pk, batch_id, source, source_id in rows.values_list(
        "pk", "batch_id", "source", "source_id"
    ):
        if (source, source_id) in wanted:
            revisions[pk] = (source, source_id)
            note((source, source_id), batch_id)
    again = Assertion.objects.filter(fact="identity", revision_id__in=list(revisions))
    for batch_id, pk in again.values_list("batch_id", "revision_id"):
        note(revisions[pk], batch_id)
    return seen
