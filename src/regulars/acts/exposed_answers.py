"""What somebody exposed to a known issue says when asked: whether they have it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from regulars.acts.names import Key
from regulars.contracts import BY_FACT
from regulars.contracts.answer import KNOWN_ISSUE
from regulars.ledger.current import current_rows
from regulars.ledger.desk_facts import DESK, write_desk_facts

Row = Mapping[str, Any]
ANSWER_IDS = uuid.UUID("3c8f2d54-5f0a-4a39-8f0e-9a4b1b7f3a10")
HAS_IT, HAS_NOT = "yes", "no"


def exposed_answer_id(issue: Row, customer_id: str) -> str:
    """One answer of a customer to an issue: of the contact, the answer and the problem alike."""
    text = "|".join((issue["source"], issue["source_id"], customer_id))
    return uuid.uuid5(ANSWER_IDS, text).hex


def answers_given(issue: Row) -> list[dict[str, Any]]:
    """What was answered about this issue at the desk."""
    asked = Q(source=DESK, survey=KNOWN_ISSUE, question=_question(issue))
    return current_rows("answer", asked)


def write_exposed_answer(
    issue: Row,
    *,
    customer_id: str,
    key: Key,
    has_it: bool,
    channel: str,
    note: str | None,
    on: date,
    at: datetime,
) -> None:
    """We got in touch, they answered; whoever has it has a problem of it that we found.

    Raises: CustomerErased.
    """
    own = exposed_answer_id(issue, customer_id)
    theirs = {
        "customer_source": key[0],
        "customer_key": key[1],
        "channel": channel,
        "happened_at": at,
        "happened_on": on,
    }
    _write("contact", own, {**theirs, "began_by": "us", "note": note}, at=at)
    answer = {
        "survey": KNOWN_ISSUE,
        "question": _question(issue),
        "kind": "choice",
        "choice": HAS_IT if has_it else HAS_NOT,
    }
    _write("answer", own, {**theirs, **answer}, at=at)
    if has_it:
        problem = {
            "state": "open",
            "topic": issue["topic"],
            "found_by": "us",
            "known_issue_key": issue["source_id"],
            "text": note,
        }
        _write("problem", own, {**theirs, **problem}, at=at)


def _question(issue: Row) -> str:
    return f"{issue['source']}: {issue['source_id']}"


def _write(fact: str, own: str, row: Row, *, at: datetime) -> None:
    whole = {name: row.get(name) for name in BY_FACT[fact].names}
    write_desk_facts(fact=fact, rows={own: whole}, at=at)
