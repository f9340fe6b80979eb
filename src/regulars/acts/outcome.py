"""What became of a line: done, snoozed, not right, put back, or handed to somebody else."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import chain
from typing import Any

from django.db.models import Q

from regulars.acts.candidate import Candidate
from regulars.acts.plan import PLANNING, care_fact, care_id, lists_of
from regulars.contracts import CARE
from regulars.errors import RegularsError
from regulars.ledger.current import current_rows
from regulars.ledger.desk_facts import DESK, write_desk_facts
from regulars.ledger.in_turn import in_turn
from regulars.ledger.models import PlannedDay

NOTHING_SAID = dict.fromkeys(("received", "channel", "snoozed_until_on", "reason", "note"))


class UnknownCare(RegularsError):
    """There is no such line."""

    exit_code = 4


class NotAnAnswer(RegularsError):
    """The answer is not one of those that can be given."""

    exit_code = 2


def care_done(
    *,
    care_id: str,
    received: str | None,
    note: str | None,
    channel: str | None = None,
    at: datetime,
) -> None:
    """It was done; `received` tells how it was taken, `channel` how it was done, where said."""
    _allowed("received", received)
    _allowed("channel", channel)
    _change(care_id, at, state="done", received=received, channel=channel, note=note or None)


def care_snoozed(*, care_id: str, days: int, at: datetime) -> None:
    """Leave this customer alone for `days` days after the day it was planned for."""
    if not 1 <= days <= 365:
        raise NotAnAnswer(f"Snooze for 1 to 365 days, not {days}.")
    with in_turn(PLANNING):
        until = _current(care_id)["planned_on"] + timedelta(days=days)
        _change(care_id, at, state="snoozed", snoozed_until_on=until)


def care_not_right(*, care_id: str, reason: str, note: str | None, at: datetime) -> None:
    """The play was wrong about this customer; `history.let_alone` says what follows."""
    _allowed("reason", reason)
    _change(care_id, at, state="not_right", reason=reason, note=note or None)


def care_put_back(*, care_id: str, at: datetime) -> None:
    """Undo what was said of a line: it is on the list again."""
    _change(care_id, at, state="shown")


def care_handed_over(*, care_id: str, to: str, usual_minutes: int, at: datetime) -> None:
    """Put a waiting line at the end of another person's list, whose day grows where it must.

    Units: `usual_minutes` are that person's, for a day that they have not planned yet.
    Raises: UnknownCare, NotAnAnswer for a line that was answered already.
    """
    with in_turn(PLANNING):
        row = _current(care_id)
        if row["staff"] == to:
            return
        if row["state"] != "shown":
            raise NotAnAnswer(
                f"The line is {row['state']} already, so nobody can take it over. Nothing was "
                "changed. Put it back first."
            )
        theirs = lists_of(on=row["planned_on"]).get(to, [])
        needed = sum(one["minutes"] for one in theirs if one["state"] != "snoozed")
        make_room(row, to=to, needed=needed, usual_minutes=usual_minutes, at=at)
        last = max((one["rank"] for one in theirs), default=0)
        _change(care_id, at, staff=to, rank=last + 1)


def care_taken_up(
    candidate: Candidate,
    *,
    on: date,
    staff: str,
    usual_minutes: int,
    currency: str,
    at: datetime,
) -> None:
    """Put a candidate that no hours reach at the end of a person's list, whose day grows for it.

    Raises: UnknownCare when the customer came onto a list meanwhile.
    """
    with in_turn(PLANNING):
        lists = lists_of(on=on)
        customer = (candidate.customer_source, candidate.customer_key)
        taken = ((row["customer_source"], row["customer_key"]) for row in chain(*lists.values()))
        if customer in taken:
            raise UnknownCare(
                "The customer is on somebody’s list already. Nothing was changed; open Today again."
            )
        mine = lists.get(staff, [])
        last = max((row["rank"] for row in mine), default=0)
        fact = care_fact(candidate, on=on, staff=staff, currency=currency, at=at, place=last + 1)
        needed = sum(row["minutes"] for row in mine if row["state"] != "snoozed")
        make_room(fact, to=staff, needed=needed, usual_minutes=usual_minutes, at=at)
        key = care_id(on=on, candidate=candidate)
        write_desk_facts(fact="care", rows={key: fact}, at=at)


def make_room(
    row: dict[str, Any], *, to: str, needed: int, usual_minutes: int, at: datetime
) -> None:
    """Lengthen a person's day so that it reaches a line beside the `needed` minutes it has."""
    day, _ = PlannedDay.objects.get_or_create(
        planned_on=row["planned_on"],
        staff=to,
        defaults={"minutes": usual_minutes, "planned_at": at},
    )
    if day.minutes < needed + row["minutes"]:
        day.minutes = needed + row["minutes"]
        day.save(update_fields=["minutes"])


def _change(care_id: str, at: datetime, **changes: Any) -> None:
    with in_turn(PLANNING):
        row = _current(care_id)
        kept = {name: row[name] for name in CARE.names} | NOTHING_SAID
        write_desk_facts(fact="care", rows={care_id: {**kept, "state_at": at, **changes}}, at=at)


def _current(care_id: str) -> dict[str, Any]:
    rows = current_rows("care", Q(source=DESK, source_id=care_id))
    if not rows or rows[0]["state"] == "held_out":
        raise UnknownCare(
            f"There is no line {care_id} on any list. Open Today again; nothing was changed."
        )
    return rows[0]


def _allowed(column: str, value: str | None) -> None:
    choices = CARE.column(column).choices
    if value is not None and value not in choices:
        raise NotAnAnswer(f"{column} is one of {', '.join(choices)}, not “{value}”.")
