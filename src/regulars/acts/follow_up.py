"""What somebody at the desk saw become of another source's fact: written, taken back, read."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from regulars.acts.names import Key
from regulars.contracts import FOLLOW_UP
from regulars.errors import RegularsError
from regulars.ledger.current import current_rows
from regulars.ledger.desk_facts import DESK, write_desk_facts

WORD_IDS = uuid.UUID("7b3d5f0e-2a64-5c1d-9b8f-4e6a1c9d2f70")
"""Namespace: a new word on the same fact takes the place of the old."""
OPEN = "open"
CHOICES = {
    "reservation": ("arrived", "did_not_come", OPEN),
    "review": ("replied", "needs_no_reply", OPEN),
}


class NotThatWord(RegularsError):
    """This cannot be said of such a fact."""

    exit_code = 2


def word_id(about: str, source: str, key: str) -> str:
    """The id of what is said of a fact: always the same."""
    return str(uuid.uuid5(WORD_IDS, "\x1f".join((about, source, key))))


def words_on(ids: Iterable[str]) -> dict[str, dict[str, Any]]:
    """What was said, by id; what was taken back has no entry."""
    rows = current_rows("follow_up", Q(source=DESK, source_id__in=sorted(ids)))
    return {row["source_id"]: row for row in rows if row["became"] != OPEN}


def say_became(
    *,
    about: str,
    key: Key,
    became: str,
    customer: Key | None,
    staff: str,
    on: date,
    at: datetime,
) -> None:
    """Write down what became of a fact; `open` takes back. Raises: NotThatWord, CustomerErased."""
    if became not in CHOICES[about]:
        raise NotThatWord(f"Of a {about} one says {', '.join(CHOICES[about])}, not “{became}”.")
    row = dict.fromkeys(FOLLOW_UP.names) | {
        "customer_source": customer and customer[0],
        "customer_key": customer and customer[1],
        "about": about,
        "about_source": key[0],
        "about_key": key[1],
        "became": became,
        "staff": staff,
        "happened_at": at,
        "happened_on": on,
    }
    write_desk_facts(fact="follow_up", rows={word_id(about, *key): row}, at=at)
