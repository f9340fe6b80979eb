"""Whom the care of earlier days, and today's lists, let alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from regulars.ledger.current import current_rows

NEVER_AGAIN = "no_longer_a_customer"


@dataclass(frozen=True)
class LetAlone:
    """Customers, and customers for a play, by (customer_source, customer_key)."""

    customers: frozenset[tuple[str, str]]
    plays: frozenset[tuple[str, str, str]]


def let_alone(*, on: date, cool_down_days: Mapping[str, int]) -> LetAlone:
    """Who is on a list of the day, snoozed, cooling down after care, or no customer any more.

    Shape: `cool_down_days` by play. "Not right" cools down like "done".
    """
    since = on - timedelta(days=max(cool_down_days.values(), default=0))
    rows = current_rows(
        "care",
        Q(planned_on__gt=since, planned_on__lt=on, state__in=["done", "not_right"])
        | Q(planned_on=on)
        | Q(state="snoozed", snoozed_until_on__gt=on)
        | Q(reason=NEVER_AGAIN),
    )
    customers: set[tuple[str, str]] = set()
    plays: set[tuple[str, str, str]] = set()
    for row in rows:
        who = (row["customer_source"], row["customer_key"])
        if row["state"] == "held_out":
            continue
        if row["planned_on"] == on or row["state"] == "snoozed" or row["reason"] == NEVER_AGAIN:
            customers.add(who)
        elif on - row["planned_on"] < timedelta(days=cool_down_days.get(row["play"], 0)):
            plays.add((*who, row["play"]))
    return LetAlone(frozenset(customers), frozenset(plays))
