"""What the desk says of a problem: a step in its log, and the problem as it stands after it.

A problem of another source keeps its source and key, so that its log stays one: what is said here
counts until that source tells of the problem again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from regulars.acts.names import Key
from regulars.acts.problem_log import CUSTOMER, ENDED, IN_CHARGE, SEEN_BY, WRITTEN_HERE, newest_step
from regulars.contracts import BY_FACT
from regulars.errors import RegularsError
from regulars.ledger.current import current_rows
from regulars.ledger.desk_facts import DESK, write_desk_facts
from regulars.ledger.desk_undo import NothingToUndo, undo_desk_revisions
from regulars.ledger.models import MODELS, Batch
from regulars.ledger.persons import current_parts

Row = Mapping[str, Any]
GOES_ON = {"state": "open"}
OPEN_AGAIN = {"state": "open", "ended_at": None, "ended_on": None}


class ProblemUnknown(RegularsError):
    """The ledger has no such problem, or what brought it was taken back."""

    exit_code = 4


class WrittenMeanwhile(RegularsError):
    """Somebody else wrote into the log since the form was opened."""

    exit_code = 6


class NotNow(RegularsError):
    """What is said does not fit how the problem stands."""

    exit_code = 3


@dataclass(frozen=True)
class Said:
    """One step, and what it changes of the problem. Shape: columns of the two contracts."""

    kind: str
    step: Mapping[str, Any] = field(default_factory=dict)
    problem: Mapping[str, Any] = field(default_factory=dict)


def problem_now(key: Key) -> dict[str, Any]:
    """The problem as it stands. Raises: ProblemUnknown."""
    rows = current_rows("problem", Q(source=key[0], source_id=key[1]))
    if not rows:
        raise ProblemUnknown(
            f"There is no problem {key[1]} of {key[0]}: what brought it was taken back, or it "
            "never came. Nothing was changed. `regulars effort` tells of those there are."
        )
    return rows[0]


def taken_charge(problem: Row, *, staff: str) -> Said:
    """Somebody takes it on; from another's hands that is a transfer. Raises: NotNow."""
    if problem["in_charge"] == staff:
        raise NotNow(f"{staff} is in charge already. Nothing was changed.")
    kind = "transfer" if problem["in_charge"] else "note"
    return Said(kind, {"details": _in_charge(staff)}, {"in_charge": staff})


def handed_over(problem: Row, *, to: str, reason: str) -> Said:
    """Another takes over, for a reason. Raises: NotNow."""
    if problem["in_charge"] == to:
        raise NotNow(f"{to} is in charge already. Nothing was changed.")
    return Said("transfer", {"details": _in_charge(to), "reason": reason}, {"in_charge": to})


def promised(*, by: datetime, note: str | None) -> Said:
    """They hear from us by then."""
    return Said("promise", {"note": note}, {"promised_at": by})


def spoken(problem: Row, *, began_by: str, channel: str, note: str | None) -> Said:
    """They and we were in touch; what waited for the customer or others goes on when they speak."""
    step = {"began_by": began_by, "channel": channel, "note": note}
    if problem["state"] == "waiting" and began_by == "customer":
        return Said("contact", {**step, "details": json.dumps(GOES_ON)}, GOES_ON)
    return Said("contact", step)


def waits(problem: Row, *, waiting_for: str, note: str | None) -> Said:
    """Nothing moves until somebody does; for us it is open all the same. Raises: NotNow."""
    if problem["state"] in ENDED:
        raise NotNow("The problem has ended already. Nothing was changed.")
    state = "open" if waiting_for == "us" else "waiting"
    return Said("waiting", {"waiting_for": waiting_for, "note": note}, {"state": state})


def ended(problem: Row, *, note: str | None, on: date, at: datetime) -> Said:
    """It is solved. Raises: NotNow."""
    if problem["state"] in ENDED:
        raise NotNow("The problem has ended already. Nothing was changed.")
    return Said("solved", {"note": note}, {"state": "solved", "ended_at": at, "ended_on": on})


def reopened(problem: Row, *, note: str | None) -> Said:
    """It came back. Raises: NotNow."""
    if problem["state"] not in ENDED:
        raise NotNow("The problem is open already. Nothing was changed.")
    return Said("reopened", {"note": note}, OPEN_AGAIN)


def seen_by(*, staff: str) -> Said:
    """Who looks after the customer knows of it; somebody else solves it."""
    return Said("note", {"details": json.dumps({SEEN_BY: staff})})


def named(problem: Row, *, customer: Key) -> Said:
    """The desk says whose problem it is. Raises: NotNow."""
    source, key = customer
    if (problem["customer_source"], problem["customer_key"]) == customer:
        raise NotNow("This problem is theirs already. Nothing was changed.")
    whose = {"customer_source": source, "customer_key": key}
    return Said("note", {"details": json.dumps({CUSTOMER: "named"})}, whose)


def steps_of(key: Key) -> list[dict[str, Any]]:
    """Its steps as they were written."""
    return current_parts("problem_event", [key])


def check_seen(steps: Sequence[Row], seen: str) -> None:
    """Raises: WrittenMeanwhile when the log has gone on since."""
    if newest_step(steps) != seen:
        raise WrittenMeanwhile(
            "Somebody wrote into this problem's log meanwhile. Nothing of yours was written. Look "
            "at what they wrote, then send again."
        )


def write_step(
    problem: Row, said: Said, *, step_id: str, staff: str, on: date, at: datetime
) -> None:
    """Write both, in the caller's transaction; a contact is also one of the customer.

    The log alone tells what effort it took: signals of effort read no other contact.
    Raises: CustomerErased.
    """
    source, key = problem["source"], problem["source_id"]
    step = {
        **dict.fromkeys(BY_FACT["problem_event"].names),
        "problem_key": key,
        "kind": said.kind,
        "happened_at": at,
        "happened_on": on,
        "staff": staff,
        **said.step,
    }
    write_desk_facts(fact="problem_event", rows={step_id: step}, at=at, source=source)
    if said.kind == "contact" and problem["customer_key"] is not None:
        contact = {
            **dict.fromkeys(BY_FACT["contact"].names),
            **{name: step[name] for name in ("channel", "began_by", "note")},
            **{name: step[name] for name in ("happened_at", "happened_on")},
            **{name: problem[name] for name in ("customer_source", "customer_key")},
        }
        write_desk_facts(fact="contact", rows={step_id: contact}, at=at)
    if said.problem:
        stands = {name: problem[name] for name in BY_FACT["problem"].names}
        write_desk_facts(
            fact="problem", rows={key: {**stands, **said.problem}}, at=at, source=source
        )


def take_back_step(key: Key, step_id: str, *, at: datetime) -> dict[str, Any]:
    """Take back the newest step, with what it changed of the problem; the step.

    Raises: NothingToUndo; WrittenMeanwhile when another step came after it.
    """
    steps = steps_of(key)
    mine = next((row for row in steps if row["source_id"] == step_id), None)
    if mine is None or not step_id.startswith(WRITTEN_HERE):
        raise NothingToUndo("There is nothing to undo here: it was undone before.")
    check_seen(steps, step_id)
    undo_desk_revisions(revisions=revisions_of_step(key, mine), at=at)
    return mine


def revisions_of_step(key: Key, step: Row) -> dict[str, list[int]]:
    """What was written with a step: its own revisions, and what it changed of the problem."""
    source = key[0]
    written = MODELS["problem_event"].objects.filter(
        source=source, source_id=step["source_id"], batch__kind=Batch.Kind.DESK
    )
    revisions = {"problem_event": [row.pk for row in written]}
    spoken_of = MODELS["contact"].objects.filter(source=DESK, source_id=step["source_id"])
    if step["kind"] == "contact" and (contacts := [row.pk for row in spoken_of]):
        revisions["contact"] = contacts
    changes = step["kind"] not in ("contact", "note") or (
        step["details"] is not None and SEEN_BY not in step["details"]
    )
    stood = (
        MODELS["problem"]
        .objects.filter(source=source, source_id=key[1], batch__kind=Batch.Kind.DESK)
        .filter(
            batch__state=Batch.State.COMPLETE, recorded_at__in=[row.recorded_at for row in written]
        )
        .order_by("-pk")
        .first()
    )
    if changes and stood is not None:
        revisions["problem"] = [stood.pk]
    return revisions


def _in_charge(staff: str) -> str:
    return json.dumps({IN_CHARGE: staff})
