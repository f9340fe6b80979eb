"""The day plan: what goes on a person's list, written down with what was held out."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from regulars.acts.candidate import Candidate
from regulars.acts.choose import choose
from regulars.ledger.current import current_rows
from regulars.ledger.desk_facts import write_desk_facts
from regulars.ledger.models import PlannedDay

CARE_IDS = uuid.UUID("0f8f2f5a-53c1-5d0b-8a3f-2b7f6a9d1c44")

Row = dict[str, Any]


def planned(*, on: date, staff: str) -> list[Row]:
    """The care facts on a person's list of a day, in the order of the list."""
    rows = current_rows("care", Q(planned_on=on, staff=staff))
    return sorted((row for row in rows if row["rank"] is not None), key=lambda row: row["rank"])


def minutes_planned_for(*, on: date, staff: str) -> int | None:
    """The minutes for which a person planned a day; None when they did not plan it."""
    day = PlannedDay.objects.filter(planned_on=on, staff=staff).first()
    return None if day is None else int(day.minutes)


def within(rows: Sequence[Row], *, minutes: int) -> tuple[list[Row], list[Row]]:
    """A list's rows that the minutes reach, and those they do not when the hours were cut.

    What was done or set aside stays on the list; what is snoozed takes no time.
    """
    reached: list[Row] = []
    beyond: list[Row] = []
    left = minutes
    for row in rows:
        needed = 0 if row["state"] == "snoozed" else row["minutes"]
        if row["state"] == "shown" and needed > left:
            beyond.append(row)
        else:
            reached.append(row)
            left -= needed
    return reached, beyond


def plan_day(
    *,
    candidates: Sequence[Candidate],
    on: date,
    staff: str,
    minutes: int,
    currency: str,
    at: datetime,
) -> None:
    """Fill a person's list up to `minutes`, and log what was added and what was held out.

    What is on the list already stays where it is.
    Shape: `candidates` best first, without those whom `let_alone` names.
    """
    PlannedDay.objects.update_or_create(
        planned_on=on, staff=staff, defaults={"minutes": minutes, "planned_at": at}
    )
    mine = planned(on=on, staff=staff)
    choice = choose(candidates, minutes=minutes - sum(row["minutes"] for row in mine))
    last = max((row["rank"] for row in mine), default=0)
    places = [*range(last + 1, last + 1 + len(choice.shown)), *([None] * len(choice.held_out))]
    facts = {}
    for candidate, place in zip((*choice.shown, *choice.held_out), places, strict=True):
        facts[care_id(on=on, candidate=candidate)] = _fact(
            candidate, on=on, staff=staff, currency=currency, at=at, place=place
        )
    logged = {row["source_id"] for row in current_rows("care", Q(planned_on=on))}
    new = {key: fact for key, fact in facts.items() if key not in logged}
    if new:
        write_desk_facts(fact="care", rows=new, at=at)


def care_id(*, on: date, candidate: Candidate) -> str:
    """The same line of the same day has the same id."""
    key = f"{on.isoformat()}|{candidate.play}|{candidate.play_version}|{candidate.customer_id}"
    return str(uuid.uuid5(CARE_IDS, key))


def _fact(
    candidate: Candidate, *, on: date, staff: str, currency: str, at: datetime, place: int | None
) -> Row:
    return {
        "customer_source": candidate.customer_source,
        "customer_key": candidate.customer_key,
        "play": candidate.play,
        "play_version": candidate.play_version,
        "planned_on": on,
        "staff": staff,
        "state": "held_out" if place is None else "shown",
        "state_at": at,
        "rank": place,
        "minutes": candidate.minutes,
        "stake_minor": candidate.stake_minor,
        "stake_low_minor": candidate.stake_low_minor,
        "stake_high_minor": candidate.stake_high_minor,
        "currency": currency,
    }
