"""Whom each play wants, a second time, in plain Python: null never satisfies a condition."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

Card = Mapping[str, Any]


def first_order(card: Card) -> bool:
    days = card["days_since_last_order"]
    return card["orders"] == 1 and days is not None and 3 <= days <= 30


def rhythm_broke(card: Card) -> bool:
    read = ("order_days", "days_overdue", "median_gap_days", "longest_gap_days")
    if any(card[name] is None for name in (*read, "days_since_last_order")):
        return False
    if card["order_days"] < 4 or card["days_since_last_order"] > 365:
        return False
    late = card["days_overdue"] > max(card["median_gap_days"], 6)
    return late and card["days_since_last_order"] > card["longest_gap_days"]


def large_and_silent(card: Card) -> bool:
    read = ("spend_top_share", "order_days", "days_since_last_order", "tenure_days")
    if any(card[name] is None for name in read):
        return False
    large = card["spend_top_share"] <= 0.1 and card["order_days"] >= 2
    customer_still = card["days_since_last_order"] <= 180 <= card["tenure_days"]
    contact = card["days_since_last_contact"]
    return large and customer_still and (contact is None or contact > 180)


PLAYS: dict[str, Callable[[Card], bool]] = {
    "first_order": first_order,
    "large_and_silent": large_and_silent,
    "rhythm_broke": rhythm_broke,
}
