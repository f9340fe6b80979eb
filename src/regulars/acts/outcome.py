"""What became of a line: done, snoozed, not right, or put back."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q

from regulars.contracts import CARE
from regulars.errors import RegularsError
from regulars.ledger.current import current_rows
from regulars.ledger.desk_facts import DESK, write_desk_facts


class UnknownCare(RegularsError):
    """There is no such line."""

    exit_code = 4


class NotAnAnswer(RegularsError):
    """The answer is not one of those that can be given."""

    exit_code = 2


def care_done(*, care_id: str, received: str | None, note: str | None, at: datetime) -> None:
    """It was done; `received` tells how it was taken, None when nobody said."""
    _allowed("received", received)
    _change(care_id, at, state="done", received=received, note=note or None)


def care_snoozed(*, care_id: str, days: int, at: datetime) -> None:
    """Leave this customer alone for `days` days after the day it was planned for."""
    if not 1 <= days <= 365:
        raise NotAnAnswer(f"Snooze for 1 to 365 days, not {days}.")
    until = _current(care_id)["planned_on"] + timedelta(days=days)
    _change(care_id, at, state="snoozed", snoozed_until_on=until)


def care_not_right(*, care_id: str, reason: str, note: str | None, at: datetime) -> None:
    """The play was wrong about this customer; it lets them alone for its cool-down."""
    _allowed("reason", reason)
    _change(care_id, at, state="not_right", reason=reason, note=note or None)


def care_put_back(*, care_id: str, at: datetime) -> None:
    """Undo what was said of a line: it is on the list again."""
    _change(care_id, at, state="shown")


def _change(care_id: str, at: datetime, **changes: Any) -> None:
    row = _current(care_id)
    kept = {name: row[name] for name in CARE.names}
    kept |= {"received": None, "snoozed_until_on": None, "reason": None, "note": None}
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
