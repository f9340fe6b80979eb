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


def problem_open(card: Card) -> bool:
    days = card["oldest_open_problem_days"]
    return days is not None and days in range(3, 366)


def due(column: str, most: int) -> Callable[[Card], bool]:
    """Whether days since something is due are known and no more than that."""
    return lambda card: card[column] is not None and card[column] in range(most + 1)


def visit_after_third(card: Card) -> bool:
    last = card["days_since_last_order"]
    return (
        card["problems_365d"] is not None
        and card["problems_365d"] > 2
        and (last is not None and last < 366)
    )


def low_rating(card: Card) -> bool:
    return card["low_rating_days"] is not None and card["low_rating_days"] < 91


def sent_someone(card: Card) -> bool:
    return card["days_since_last_sent"] is not None and card["days_since_last_sent"] < 31


def tell_sender(card: Card) -> bool:
    days = card["days_since_last_sent"]
    told = days is not None and days in range(45, 151)
    return told and (card["sent_customers_active"] or 0) > 0 and card["problems_open"] == 0


def keep_sender(card: Card) -> bool:
    contact = card["days_since_last_contact"]
    if card["sending_group"] != "sender" or card["problems_open"] != 0:
        return False
    return contact is None or contact > 90


def content(card: Card) -> bool:
    rating, nps = card["last_rating_milli"], card["last_nps"]
    return (rating is not None and rating >= 4500) or (nps is not None and nps > 8)


def ask_likely_sender(card: Card) -> bool:
    share, last, sent = (
        card[name] for name in ("sends_top_share", "days_since_last_order", "days_since_last_sent")
    )
    if share is None or last is None or share > 0.1 or last > 30:
        return False
    return card["problems_open"] == 0 and content(card) and (sent is None or sent > 30)


def ask_reference(card: Card) -> bool:
    read = ("tenure_days", "order_days", "days_since_last_order")
    if any(card[name] is None for name in read) or card["problems_open"] != 0:
        return False
    if card["reference_said"] is not None or card["days_since_reference_asked"] is not None:
        return False
    old = card["tenure_days"] >= 365 and card["order_days"] > 3
    return old and card["days_since_last_order"] <= 90 and content(card)


def anniversary(card: Card) -> bool:
    since, last = card["days_since_anniversary"], card["days_since_last_order"]
    if since is None or last is None or card["order_days"] is None:
        return False
    return since < 7 and card["order_days"] > 2 and last < 366


def guest_arrives(card: Card) -> bool:
    return card["stays"] > 0 and card["days_until_arrival"] in (2, 3, 4)


PLAYS: dict[str, Callable[[Card], bool]] = {
    "anniversary": anniversary,
    "ask_likely_sender": ask_likely_sender,
    "ask_reference": ask_reference,
    "call_before_they_call": due("exposed_silent_days", 180),
    "check_in": due("check_in_due_days", 13),
    "first_order": first_order,
    "guest_arrives": guest_arrives,
    "keep_sender": keep_sender,
    "large_and_silent": large_and_silent,
    "low_rating": low_rating,
    "problem_open": problem_open,
    "promise_broken": due("promise_broken_days", 90),
    "rhythm_broke": rhythm_broke,
    "sent_someone": sent_someone,
    "tell_fixed": due("fixed_untold_days", 90),
    "tell_sender": tell_sender,
    "visit_after_third": visit_after_third,
}
