"""Telling those whom a known issue affected that it is fixed: a message each, once."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.utils import translation
from django.utils.translation import gettext

from regulars.acts.names import Key
from regulars.acts.problem_log import ENDED, WRITTEN_HERE
from regulars.acts.today import Ways
from regulars.contracts import BY_FACT
from regulars.contracts.problem_event import FIXED_LEFT_OUT, FIXED_TOLD
from regulars.ledger.desk_facts import write_desk_facts
from regulars.plays import Play, plays

Row = Mapping[str, Any]
TELLING_IDS = uuid.UUID("5a7c51c3-31c4-4b5d-8a51-0c3a6b0f6d7e")
PLAY = "tell_fixed"
LANGUAGES = ("en", "bn")


@dataclass(frozen=True)
class Affected:
    """A customer with problems of the issue. `state`: `waits`, `told` or `left_out`.

    Null: `treatment` not known; `at` None while it waits; the ways of who was told are none.
    """

    customer_id: str
    customer: str
    problems: tuple[Key, ...]
    state: str
    treatment: str | None
    ways: Ways
    found_by_us: bool
    at: datetime | None


def telling_id(issue: Row, customer_id: str, *parts: str) -> str:
    """The same customer is told once of one fixing of one issue, however often it is sent."""
    text = "|".join(
        (issue["source"], issue["source_id"], str(issue["fixed_on"]), customer_id, *parts)
    )
    return uuid.uuid5(TELLING_IDS, text).hex


def telling_play(issue: Row) -> Play:
    """The play with messages that name the issue, in both languages."""
    return replace(
        plays()[PLAY],
        text_contact={one: _text(issue, "contact", one) for one in LANGUAGES},
        text_distance={one: _text(issue, "distance", one) for one in LANGUAGES},
    )


def _text(issue: Row, treatment: str, language: str) -> str:
    """As plays write it: `{customer}` and `{business}` stand for names."""
    with translation.override(language):
        text = (
            gettext(
                "Hello {customer}, this is {business}. “%(issue)s” is fixed now. Is everything "
                "well again with you? If not, tell me: I will see to it myself."
            )
            if treatment == "contact"
            else gettext(
                "Hello {customer}, this is {business}. “%(issue)s” is fixed now. There is nothing "
                "you need to do."
            )
        )
    title = issue["title"].replace("{", "{{").replace("}", "}}")
    return text % {"issue": title}


def word_of(events: Sequence[Row], *, since: date) -> Row | None:
    """The newest step since the fixing that says that they were told, or are not to be."""
    said = [
        row
        for row in events
        if row["reason"] in (FIXED_TOLD, FIXED_LEFT_OUT) and row["happened_on"] >= since
    ]
    return said[-1] if said else None


def write_told(
    issue: Row,
    *,
    customer_id: str,
    key: Key,
    problems: Sequence[Row],
    text: str,
    channel: str,
    solve: bool,
    staff: str,
    on: date,
    at: datetime,
) -> None:
    """A contact with the customer, and a step in the log of each of their problems of the issue.

    With `solve` the step also solves what is open still. Raises: CustomerErased.
    """
    contact = {
        **dict.fromkeys(BY_FACT["contact"].names),
        "customer_source": key[0],
        "customer_key": key[1],
        "channel": channel,
        "began_by": "us",
        "happened_at": at,
        "happened_on": on,
        "note": text or None,
    }
    write_desk_facts(fact="contact", rows={telling_id(issue, customer_id): contact}, at=at)
    for problem in problems:
        solves = solve and problem["state"] not in ENDED
        _step(
            issue,
            problem,
            customer_id,
            {
                "kind": "solved" if solves else "contact",
                "began_by": None if solves else "us",
                "channel": channel,
                "reason": FIXED_TOLD,
                "staff": staff,
            },
            on=on,
            at=at,
        )
        if solves:
            stands = {name: problem[name] for name in BY_FACT["problem"].names}
            ended = {"state": "solved", "ended_at": at, "ended_on": on}
            write_desk_facts(
                fact="problem",
                rows={problem["source_id"]: {**stands, **ended}},
                at=at,
                source=problem["source"],
            )


def write_left_out(
    issue: Row,
    *,
    customer_id: str,
    problems: Sequence[Row],
    staff: str,
    on: date,
    at: datetime,
) -> None:
    """They are not to be told, and their problems' logs say so."""
    step = {"kind": "note", "reason": FIXED_LEFT_OUT, "staff": staff}
    for problem in problems:
        _step(issue, problem, customer_id, step, on=on, at=at)


def _step(issue: Row, problem: Row, customer_id: str, step: Row, *, on: date, at: datetime) -> None:
    # A word that was taken back may be said again: its own instant makes it another step.
    own = telling_id(issue, customer_id, problem["source"], problem["source_id"], at.isoformat())
    row = {
        **dict.fromkeys(BY_FACT["problem_event"].names),
        "problem_key": problem["source_id"],
        "happened_at": at,
        "happened_on": on,
        **step,
    }
    write_desk_facts(
        fact="problem_event",
        rows={f"{WRITTEN_HERE}{own}": row},
        at=at,
        source=problem["source"],
    )
