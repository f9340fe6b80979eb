"""Low ratings of nobody known, each with what it says and whether somebody answered it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext

from regulars.acts.follow_up import word_id, words_on
from regulars.ledger.current import current_rows
from regulars.wording import number

TEXT_LETTERS = 280

Row = Mapping[str, Any]


@dataclass(frozen=True)
class UnknownReview:
    """Null: `said_at` None where nobody said anything of it; `text` and `author` "" where none."""

    word_id: str
    site: str
    on: date
    rating: str
    author: str
    text: str
    language: str
    state: str
    """`open`, `replied` or `needs_no_reply`."""
    said_at: datetime | None


def unknown_reviews(rows: Sequence[Row], *, language: str) -> tuple[UnknownReview, ...]:
    """In the active language; those that have a reply in the ledger by now are left out."""
    keys = sorted({row["source_id"] for row in rows})
    held = current_rows("review", Q(source_id__in=keys)) if keys else []
    said = {(row["source"], row["source_id"]): row for row in held}
    wanted = [(row["source"], row["source_id"]) for row in rows]
    ids = {key: word_id("review", *key) for key in wanted}
    words = words_on(ids.values())
    found = []
    for row in rows:
        key = (row["source"], row["source_id"])
        full, word = said.get(key), words.get(ids[key])
        if full is not None and (full["reply"] or full["customer_key"]):
            continue
        found.append(
            UnknownReview(
                word_id=ids[key],
                site=row["site"],
                on=row["happened_on"],
                rating=gettext("%(points)s of %(most)s")
                % {
                    "points": number(row["rating_milli"] / 1000, language=language),
                    "most": number(row["best_rating"], language=language),
                },
                author=(full and full["author"]) or "",
                text=((full and full["text"]) or "")[:TEXT_LETTERS],
                language=(full and full["language"]) or "",
                state="open" if word is None else word["became"],
                said_at=None if word is None else word["happened_at"],
            )
        )
    return tuple(found)
