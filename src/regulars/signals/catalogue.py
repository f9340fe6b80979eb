"""All bases and signals, in the order of the card. Adding one: its file, spec, line here."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from regulars.signals.signal import Signal, read_signal

STAGES: dict[str, tuple[str, ...]] = {
    "A": (
        "orders",
        "order_gaps",
        "discounts",
        "contacts",
        "reservations",
        "problems",
        "efforts",
        "answers",
        "told",
        "reference_words",
        "reviews",
        "customers",
    ),
    "B": ("silences", "referrals", "referred", "referral_credit"),
    "C": ("standing",),
}
"""The bases by stage. A base may read the facts and the bases before it. One of A speaks of each
customer from one kind of fact; one of B ties signals to others of the customer, or of customers
they are tied to; C sets them beside the whole book. B and C read signals as `signals_<base>`."""

BASES: tuple[str, ...] = tuple(base for bases in STAGES.values() for base in bases)
"""All bases, in the order in which they are made."""

NAMES: tuple[str, ...] = (
    "kind",
    "orders",
    "order_days",
    "first_order_on",
    "last_order_on",
    "days_since_last_order",
    "tenure_days",
    "days_since_anniversary",
    "spend_minor",
    "spend_90d_minor",
    "trend_90d_minor",
    "returns_share",
    "discounted_orders",
    "discount_share",
    "median_gap_days",
    "longest_gap_days",
    "days_overdue",
    "contacts",
    "contacts_by_customer",
    "contacts_by_us",
    "last_contact_on",
    "days_since_last_contact",
    "last_heard_on",
    "ignored_contacts",
    "personal_welcome",
    "personal_unwelcome",
    "treatment_stated",
    "treatment_stated_on",
    "acquired_through",
    "who_told",
    "would_have_come",
    "reference_said",
    "days_since_reference_asked",
    "stays",
    "no_shows",
    "last_booked_on",
    "last_departure_on",
    "next_arrival_on",
    "days_until_arrival",
    "problems",
    "problems_365d",
    "problems_open",
    "oldest_open_problem_days",
    "promise_broken_days",
    "problems_reopened",
    "repeat_contacts_365d",
    "transfers_365d",
    "explained_again_365d",
    "last_problem_on",
    "answers",
    "last_ces",
    "last_ces_on",
    "last_nps",
    "last_nps_on",
    "reviews",
    "last_rating_milli",
    "last_rating_on",
    "low_rating_days",
    "referrals_sent",
    "referrals_received",
    "days_since_last_sent",
    "sent_customers_active",
    "sent_spend_minor",
    "sent_spend_tree_minor",
    "spend_top_share",
    "recency_score",
    "frequency_score",
    "monetary_score",
    "book_gap_days",
)


@cache
def signals() -> tuple[Signal, ...]:
    """All signals."""
    return tuple(read_signal(name) for name in NAMES)


def base_description(base: str) -> str:
    """What a base's file says at its head: what one row is, and what is left out and why."""
    text = (files("regulars.signals") / "bases" / f"{base}.sql").read_text(encoding="utf-8")
    return " ".join(line[3:] for line in text.splitlines() if line.startswith("-- "))
