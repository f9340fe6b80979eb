"""The day plan: what goes on people's lists, written down with what was held out."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from regulars.acts.candidate import Candidate
from regulars.acts.choose import choose
from regulars.ledger.current import current_rows
from regulars.ledger.desk_facts import write_desk_facts
from regulars.ledger.in_turn import in_turn
from regulars.ledger.models import PlannedDay

CARE_IDS = uuid.UUID("0f8f2f5a-53c1-5d0b-8a3f-2b7f6a9d1c44")
PLANNING = "plan"
"""The work of which people take turns: whatever changes whose list a customer is on."""

Row = dict[str, Any]


def planned(*, on: date, staff: str) -> list[Row]:
    """The care facts on a person's list of a day, in the order of the list."""
    return lists_of(on=on).get(staff, [])


def lists_of(*, on: date) -> dict[str, list[Row]]:
    """The care facts on everybody's list of a day, each in the order of the list."""
    rows = [row for row in current_rows("care", Q(planned_on=on)) if row["rank"] is not None]
    lists: dict[str, list[Row]] = {}
    for row in sorted(rows, key=lambda row: (row["rank"], row["source_id"])):
        lists.setdefault(row["staff"], []).append(row)
    return lists


def minutes_planned_for(*, on: date, staff: str) -> int | None:
    """The minutes for which a person planned a day; None when they did not plan it."""
    return days_planned(on=on).get(staff)


def days_planned(*, on: date) -> dict[str, int]:
    """The minutes for which each person planned a day, who did."""
    days = PlannedDay.objects.filter(planned_on=on).values_list("staff", "minutes")
    return {staff: int(minutes) for staff, minutes in days}


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


def plan_days(
    *,
    candidates: Sequence[Candidate],
    on: date,
    minutes: Mapping[str, int],
    currency: str,
    at: datetime,
) -> None:
    """Fill people's lists up to their minutes, and log what was added and what was held out.

    What is on a list already stays where it is, and whom somebody put on a list since the
    candidates were read is left out: of two who plan at one instant the second sees the first.
    Shape: `candidates` best first, without those whom `let_alone` names.
    """
    with in_turn(PLANNING):
        for staff, planned_minutes in minutes.items():
            PlannedDay.objects.update_or_create(
                planned_on=on,
                staff=staff,
                defaults={"minutes": planned_minutes, "planned_at": at},
            )
        lists = lists_of(on=on)
        taken = {_customer(row) for rows in lists.values() for row in rows}
        shares = choose(
            (one for one in candidates if (one.customer_source, one.customer_key) not in taken),
            minutes={
                staff: left - sum(row["minutes"] for row in lists.get(staff, []))
                for staff, left in minutes.items()
            },
        )
        facts: dict[str, Row] = {}
        for staff, choice in shares.items():
            last = max((row["rank"] for row in lists.get(staff, [])), default=0)
            ranks = [*range(last + 1, last + 1 + len(choice.shown))]
            places = [*ranks, *([None] * len(choice.held_out))]
            for candidate, place in zip((*choice.shown, *choice.held_out), places, strict=True):
                facts[care_id(on=on, candidate=candidate)] = care_fact(
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


def care_fact(
    candidate: Candidate, *, on: date, staff: str, currency: str, at: datetime, place: int | None
) -> Row:
    """A line as a fact. Null: `place` None for whom is left untouched at random."""
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


def _customer(row: Row) -> tuple[str, str]:
    return row["customer_source"], row["customer_key"]
