"""One import in words, for the list and for its own page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import pgettext

from regulars.desk.words.facts import Counted, counted
from regulars.desk.words.jobs import person_called
from regulars.ledger.listing import Listed

BY_OWN_WORDS = ("own", "said")
"""Names of no recipe: the columns were the facts' own, or chosen one by one."""


@dataclass(frozen=True)
class ImportTold:
    """Null: `by` empty where it is not known; `ended_at` None while it runs or was broken off."""

    batch: int
    state: str
    state_said: str
    by: str
    began_at: datetime
    ended_at: datetime | None
    undone_at: datetime | None
    recipe: str
    files: list[dict[str, Any]]
    facts: list[Counted]
    of_each: list[dict[str, Any]]
    new: int | None
    changed: int | None
    unchanged: int | None
    rejected: int
    anonymous: int
    suppressed: int
    percent: int | None

    @property
    def complete(self) -> bool:
        return self.state == "complete"


def import_told(one: Listed) -> ImportTold:
    counts = one.counts
    labels = {each.fact: each.label for each in counted(counts.get("facts", {}))}
    progress = counts.get("progress")
    return ImportTold(
        batch=one.batch,
        state=one.state,
        state_said=_state(one.state),
        by=person_called(one.asked_by),
        began_at=one.began_at,
        ended_at=one.published_at,
        undone_at=one.undone_at,
        recipe="" if one.recipe in (None, *BY_OWN_WORDS) else str(one.recipe),
        files=one.files,
        facts=[each for each in counted(counts.get("facts", {})) if each.fact != "identity"],
        of_each=[
            {"label": labels[fact], **each}
            for fact, each in counts.get("of_each", {}).items()
            if fact in labels
        ],
        new=counts.get("new"),
        changed=counts.get("changed"),
        unchanged=counts.get("unchanged"),
        rejected=counts.get("rejected", 0),
        anonymous=counts.get("anonymous", 0),
        suppressed=counts.get("suppressed", 0),
        percent=100 * progress["done"] // max(progress["total"], 1) if progress else None,
    )


def _state(state: str) -> str:
    return {
        "loading": pgettext("of an import", "running"),
        "complete": pgettext("of an import", "counts"),
        "undone": pgettext("of an import", "undone"),
        "abandoned": pgettext("of an import", "broken off"),
    }.get(state, state)
