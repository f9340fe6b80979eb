"""Facts written one at a time at the desk."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

from django.db import transaction

from regulars.contracts import BY_FACT
from regulars.ledger.batches import desk_batch, holding_batch, published_order
from regulars.ledger.models import MODELS, Assertion, Batch
from regulars.ledger.suppression import refuse_erased

DESK = "desk"
"""The source of all that is written at the desk."""


def write_desk_facts(
    *, fact: str, rows: dict[str, dict[str, Any]], at: datetime, source: str = DESK
) -> None:
    """Append one revision for each `source_id`, and hold on to the customers they name.

    With another `source` it is a word on that source's own fact, which counts until the source
    speaks of it again.

    The identity and the customer named are asserted by a batch of their own, before all imports:
    undoing the import that brought them never removes a customer to whom a desk fact refers, and
    what another import says of the customer counts.
    Raises: CustomerErased.
    """
    refuse_erased(
        (content[source], content[key])
        for content in rows.values()
        for source, key in BY_FACT[fact].customers
        if content[key] is not None
    )
    with transaction.atomic():
        after = None if source == DESK else _latest_place(fact, source, list(rows))
        batch, holding = desk_batch(at=at, after=after), holding_batch(at=at)
        for source_id, content in rows.items():
            MODELS[fact].objects.create(
                batch=batch,
                source=source,
                source_id=source_id,
                content_hash=_content_hash(fact, content),
                recorded_at=at,
                **content,
            )
            for customer_source, customer_key in BY_FACT[fact].customers:
                if content[customer_key] is not None:
                    _hold_on_to(holding, content[customer_source], content[customer_key], at=at)


def _latest_place(fact: str, source: str, ids: list[str]) -> int | None:
    published = published_order()
    found = MODELS[fact].objects.filter(source=source, source_id__in=ids)
    said = dict(found.values_list("pk", "batch_id"))
    again = Assertion.objects.filter(fact=fact, revision_id__in=list(said))
    batches = {*said.values(), *again.values_list("batch_id", flat=True)}
    return max((published[one] for one in batches if one in published), default=None)


def _hold_on_to(holding: Batch, source: str, key: str, *, at: datetime) -> None:
    published = published_order()
    for fact in ("identity", "customer"):
        revisions = MODELS[fact].objects.filter(source=source, source_id=key)
        said = {pk: published.get(first) for pk, first in revisions.values_list("pk", "batch_id")}
        again = Assertion.objects.filter(fact=fact, revision_id__in=list(said))
        for revision_id, batch_id in again.values_list("revision_id", "batch_id"):
            seqs = [s for s in (said[revision_id], published.get(batch_id)) if s is not None]
            said[revision_id] = max(seqs, default=None)
        counting = [(seq, pk) for pk, seq in said.items() if seq is not None]
        if not counting:
            continue
        Assertion.objects.get_or_create(
            batch=holding,
            fact=fact,
            revision_id=max(counting)[1],
            defaults={"recorded_at": at},
        )


def _content_hash(fact: str, content: dict[str, Any]) -> bytes:
    text = "\x1f".join(
        f"{name}\x1e{content[name]}"
        for name in BY_FACT[fact].names
        if content.get(name) is not None
    )
    return hashlib.md5(text.encode(), usedforsecurity=False).digest()
