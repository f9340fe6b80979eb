"""The log of a problem as people read it: each step, and what it took the customer."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from django.utils.translation import gettext, pgettext

from regulars.acts.code_words import channel_word
from regulars.acts.happening_details import event_word
from regulars.contracts.problem_event import FIXED_LEFT_OUT, FIXED_TOLD

Row = Mapping[str, Any]

WRITTEN_HERE = "desk-"
"""What the id of a step begins with that was written at the desk, whatever the source."""
TOLD_HERE = "public-"
"""The same of what came with a problem that was told on the public page."""
ENDED = ("solved", "closed")
IN_CHARGE = "in_charge"
"""In a step's details: the log-in name of who is in charge from then on."""
ISSUE = "known_issue"
"""In a step's details: the key of the known issue that it is tied to from then on, "" for none."""
PLACE = "place"
"""In a step's details: where the problem was, as a link on the spot carries it."""
SEEN_BY = "seen_by"
"""In a step's details: the log-in name of who looks after the customer, and knows of it."""
CUSTOMER = "customer"
"""In a step's details: `named`, the desk said whose problem it is."""


@dataclass(frozen=True)
class Step:
    """One step. `switched`: the customer came by another channel than before.

    Null: `at` where only the day is known; `staff` and `to`, log-in names, where not known, or
          nobody took over.
    """

    step_id: str
    kind: str
    text: str
    on: date
    at: datetime | None
    staff: str | None
    to: str | None
    where: str
    reason: str | None
    note: str | None
    switched: bool


def in_order(rows: Sequence[Row]) -> list[Row]:
    """Steps by day and instant, then as they were written, which is how the ledger gives them."""
    placed = enumerate(rows)
    return [row for _, row in sorted(placed, key=lambda one: (*_moment(one[1]), one[0]))]


def newest_step(rows: Sequence[Row]) -> str:
    """The id of the step that was written last, "" where there is none."""
    return str(rows[-1]["source_id"]) if rows else ""


def steps_told(rows: Sequence[Row], *, channel: str | None) -> tuple[Step, ...]:
    """The log, oldest first, in the active language; `channel` is how it was reported."""
    told, before = [], channel
    for row in in_order(rows):
        theirs = row["kind"] == "contact" and row["began_by"] != "us"
        switched = theirs and None not in (row["channel"], before) and row["channel"] != before
        if theirs:
            before = row["channel"] or before
        told.append(_step(row, switched=switched))
    return tuple(told)


def promise_now(problem: Row, steps: Sequence[Row]) -> datetime | None:
    """By when they were promised to hear from us; None when they have, or nothing was promised."""
    if problem["promised_at"] is None or problem["state"] in ENDED:
        return None
    made = [row["happened_at"] for row in steps if row["kind"] == "promise"]
    replied = [
        row["happened_at"]
        for row in steps
        if row["kind"] in ENDED or (row["kind"] == "contact" and row["began_by"] == "us")
    ]
    made_at = max((at for at in made if at), default=problem["happened_at"])
    replied_at = max((at for at in replied if at), default=None)
    if replied_at is not None and (made_at is None or replied_at >= made_at):
        return None
    promised: datetime = problem["promised_at"]
    return promised


def _step(row: Row, *, switched: bool) -> Step:
    details = _details(row)
    to, place = details.get(IN_CHARGE), details.get(PLACE)
    text, reason = event_word(row), row["reason"]
    if reason == FIXED_TOLD:
        text, reason = gettext("we told them that it is fixed"), None
    elif reason == FIXED_LEFT_OUT:
        text, reason = gettext("they are not told that it is fixed"), None
    elif ISSUE in details:
        tied = gettext("tied to a known issue")
        text = tied if details[ISSUE] else gettext("not tied to a known issue any more")
    elif row["kind"] == "note" and to:
        text = gettext("took charge")
    elif row["kind"] == "note" and details.get(SEEN_BY):
        text = gettext("seen by who looks after them")
    elif row["kind"] == "note" and details.get(CUSTOMER) == "named":
        text = gettext("said who it is")
    elif row["source_id"].startswith(TOLD_HERE):
        text = gettext("told on our public page")
    elif row["kind"] == "waiting" and row["waiting_for"]:
        text = {
            "customer": gettext("waiting for the customer"),
            "us": gettext("waiting for us"),
            "third_party": gettext("waiting for somebody else"),
        }[row["waiting_for"]]
    elif row["kind"] == "reopened":
        text = pgettext("step of a problem", "came back: open again")
    return Step(
        step_id=row["source_id"],
        kind=row["kind"],
        text=text,
        on=row["happened_on"],
        at=row["happened_at"],
        staff=row["staff"],
        to=to,
        where=channel_word(row["channel"]) if row["channel"] else str(place or ""),
        reason=reason,
        note=row["note"],
        switched=switched,
    )


def _details(row: Row) -> dict[str, Any]:
    """Of a source's own details only an object is read."""
    try:
        told = json.loads(row["details"] or "{}")
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def _moment(row: Row) -> tuple[date, datetime]:
    return row["happened_on"], row["happened_at"] or datetime.combine(
        row["happened_on"], time(), UTC
    )
