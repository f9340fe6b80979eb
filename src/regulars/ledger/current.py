"""The current rows of a fact, for a few keys at a time; whole tables are read by the engine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Q

from regulars.contracts import BY_FACT
from regulars.ledger.batches import published_order
from regulars.ledger.models import MODELS, Assertion, Revision

KEYS_AT_A_TIME = 400
"""Below the number of parameters that any SQLite takes."""

Row = dict[str, Any]


def current_rows(fact: str, where: Q) -> list[Row]:
    """Current rows that match `where`: source, source_id and the contract's columns.

    A key counts once, with the content of the newest complete batch that said anything of it;
    an older revision that matches does not make the row match.
    """
    model = MODELS[fact]
    asked = model.objects.filter(where)
    matching = {
        row.pop("pk"): row
        for row in asked.values("pk", "source", "source_id", *BY_FACT[fact].names)
    }
    if not matching:
        return []
    keys = sorted({(row["source"], row["source_id"]) for row in matching.values()})
    newest: dict[tuple[str, str], tuple[tuple[int, int], int]] = {}
    published = published_order()
    for some in _portions(keys):
        for key, order, revision_id in _said(model, fact, some, published):
            if key not in newest or order > newest[key][0]:
                newest[key] = (order, revision_id)
    ids = sorted(revision_id for _, revision_id in newest.values())
    return [matching[revision_id] for revision_id in ids if revision_id in matching]


def _said(
    model: type[Revision], fact: str, keys: Sequence[tuple[str, str]], published: dict[int, int]
) -> Iterator[tuple[tuple[str, str], tuple[int, int], int]]:
    wanted = set(keys)
    revisions: dict[int, tuple[str, str]] = {}
    found = model.objects.filter(source_id__in=sorted({source_id for _, source_id in keys}))
    for pk, batch_id, *key in found.values_list("pk", "batch_id", "source", "source_id"):
        if tuple(key) not in wanted:
            continue
        revisions[pk] = (key[0], key[1])
        if batch_id in published:
            yield revisions[pk], (published[batch_id], pk), pk
    again = Assertion.objects.filter(fact=fact, revision_id__in=list(revisions))
    for batch_id, pk in again.values_list("batch_id", "revision_id"):
        if batch_id in published:
            yield revisions[pk], (published[batch_id], pk), pk


def _portions(keys: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(keys), KEYS_AT_A_TIME):
        yield keys[start : start + KEYS_AT_A_TIME]
