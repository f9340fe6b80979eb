"""What a customer says when asked after an order: all is well, or something is not."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from regulars.acts.names import Key
from regulars.contracts import BY_FACT
from regulars.contracts.answer import CHECK_IN
from regulars.ledger.current import current_rows
from regulars.ledger.desk_facts import DESK, write_desk_facts

QUESTION = "all is well"
WELL, NOT_WELL = "yes", "no"
Row = Mapping[str, Any]


def check_ins_answered(*, since: date) -> list[dict[str, Any]]:
    """The answers at the desk from this day on."""
    return current_rows("answer", Q(source=DESK, survey=CHECK_IN, happened_on__gte=since))


def check_in_written(entry_id: str) -> bool:
    """Whether this answer counts."""
    return bool(current_rows("answer", Q(source=DESK, source_id=entry_id)))


def write_check_in(
    entry_id: str,
    *,
    key: Key,
    is_well: bool,
    channel: str,
    note: str | None,
    on: date,
    at: datetime,
) -> None:
    """We asked, they answered; where something is not well there is a problem that we found.

    Raises: CustomerErased.
    """
    theirs = {
        "customer_source": key[0],
        "customer_key": key[1],
        "channel": channel,
        "happened_at": at,
        "happened_on": on,
    }
    rows: dict[str, Row] = {
        "contact": {**theirs, "began_by": "us", "note": note},
        "answer": {
            **theirs,
            "survey": CHECK_IN,
            "question": QUESTION,
            "kind": "choice",
            "choice": WELL if is_well else NOT_WELL,
        },
    }
    if not is_well:
        rows["problem"] = {**theirs, "state": "open", "found_by": "us", "text": note}
    for fact, row in rows.items():
        whole = {name: row.get(name) for name in BY_FACT[fact].names}
        write_desk_facts(fact=fact, rows={entry_id: whole}, at=at)
