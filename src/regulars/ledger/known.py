"""What the ledger knew at an instant: the batches that counted then, and how far they went."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Max, Q

from regulars.ledger.batches import published_order
from regulars.ledger.models import MODELS, Assertion, Batch
from regulars.ledger.models.batch import GROWING


@dataclass(frozen=True)
class Known:
    """`published` maps batches to their place in the order of publication.

    `up_to` has, by fact (or `assertion`) and batch, the last revision known of a batch that grew
    afterwards; 0 where none was. Batches that did not grow are not in it.
    `growing` are those that may hold several revisions of one key.
    """

    published: dict[int, int]
    up_to: dict[str, dict[int, int]] = field(default_factory=dict)
    growing: frozenset[int] = frozenset()


def known_now() -> Known:
    """All that the complete batches hold."""
    published = published_order()
    return Known(published, growing=frozenset(_growing(published)))


def known_at(instant: datetime) -> Known:
    """What was known at `instant`: published by then, and not yet undone.

    An import's revisions count from its publication; what is written at the desk, or posted, from
    its own instant, to the second. Erased persons are gone from the past too.
    """
    complete = Q(state=Batch.State.COMPLETE) | Q(undone_at__gt=instant)
    then = Batch.objects.filter(complete, published_at__lte=instant)
    published = dict(then.values_list("pk", "published_seq"))
    grown = _growing(published)
    up_to: dict[str, dict[int, int]] = {}
    for fact, model in ({**MODELS, "assertion": Assertion}).items():
        rows = model.objects.filter(batch__in=grown)  # type: ignore[attr-defined]
        later = set(rows.filter(recorded_at__gt=instant).values_list("batch_id", flat=True))
        if not later:
            continue
        before = rows.filter(batch_id__in=later).exclude(recorded_at__gt=instant)
        last = dict(before.values_list("batch_id").annotate(last=Max("pk")).order_by())
        up_to[fact] = {batch_id: last.get(batch_id, 0) for batch_id in later}
    return Known(published, up_to, frozenset(grown))


def _growing(published: dict[int, int]) -> list[int]:
    growing = Batch.objects.filter(kind__in=GROWING).values_list("pk", flat=True)
    return [one for one in growing if one in published]
