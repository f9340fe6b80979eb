"""Whom the care of earlier days, and today's lists, let alone, and for how long."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from regulars.ledger.current import current_rows
from regulars.plays import plays

NEVER_AGAIN = "no_longer_a_customer"
NOT_RIGHT_DAYS = 30
"""A play that was wrong about a customer lets them alone so long at least."""
TIMELY = frozenset({None, "wrong_moment"})
"""Reasons that say nothing against the play: only its own cool-down follows."""

Row = Mapping[str, Any]


@dataclass(frozen=True)
class LetAlone:
    """Customers, and customers for a play, by (customer_source, customer_key).

    `in_person`: the ids of those who come today anyhow.
    """

    customers: frozenset[tuple[str, str]]
    plays: frozenset[tuple[str, str, str]]
    in_person: frozenset[str] = frozenset()


def let_alone(*, on: date, optional_once_in_days: int) -> LetAlone:
    """Who is on a list of the day, snoozed, cooling down after care, or no customer any more.

    After optional care was done, all optional plays let its customer alone for some days.
    """
    longest = max(
        optional_once_in_days,
        NOT_RIGHT_DAYS,
        *(play.cool_down_days for play in plays().values()),
    )
    rows = current_rows(
        "care",
        Q(
            planned_on__gt=on - timedelta(days=longest),
            planned_on__lt=on,
            state__in=["done", "not_right"],
        )
        | Q(planned_on=on)
        | Q(state="snoozed", snoozed_until_on__gt=on)
        | Q(reason=NEVER_AGAIN),
    )
    optional = [name for name, play in plays().items() if play.optional]
    customers: set[tuple[str, str]] = set()
    alone: set[tuple[str, str, str]] = set()
    for row in rows:
        who = (row["customer_source"], row["customer_key"])
        if row["state"] == "held_out":
            continue
        if row["planned_on"] == on or row["state"] == "snoozed" or row["reason"] == NEVER_AGAIN:
            customers.add(who)
            continue
        if on < cools_until(row):
            alone.add((*who, row["play"]))
        if is_optional_contact(row) and on < until(row, optional_once_in_days):
            alone |= {(*who, play) for play in optional}
    return LetAlone(frozenset(customers), frozenset(alone))


def cools_until(row: Row) -> date:
    """The first day on which the play of a line, done or not right, may want its customer again."""
    play = plays().get(row["play"])
    days = play.cool_down_days if play else 0
    if row["state"] == "not_right" and row["reason"] not in TIMELY:
        days = max(days, NOT_RIGHT_DAYS)
    return until(row, days)


def is_optional_contact(row: Row) -> bool:
    """Whether a line was optional care that was done."""
    play = plays().get(row["play"])
    return row["state"] == "done" and play is not None and play.optional


def until(row: Row, days: int) -> date:
    """So many days after the line's day."""
    on: date = row["planned_on"]
    return on + timedelta(days=days)
