"""All bases and signals, in the order of the card. Adding one: its file, spec, line here."""

from __future__ import annotations

from functools import cache

from regulars.signals.signal import Signal, read_signal

STAGES: dict[str, tuple[str, ...]] = {
    "A": ("orders", "order_gaps", "contacts", "customers"),
    "C": ("standing",),
}
"""The bases by stage. A base may read the facts and the bases before it. One of A speaks of each
customer alone; one of B ties customers to others, and C sets them beside the whole book: both
also read the signals of bases before them, as `signals_<base>`."""

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
    "spend_minor",
    "spend_90d_minor",
    "trend_90d_minor",
    "returns_share",
    "median_gap_days",
    "longest_gap_days",
    "days_overdue",
    "contacts",
    "last_contact_on",
    "days_since_last_contact",
    "personal_welcome",
    "personal_unwelcome",
    "treatment_stated",
    "treatment_stated_on",
    "spend_top_share",
)


@cache
def signals() -> tuple[Signal, ...]:
    """All signals."""
    return tuple(read_signal(name) for name in NAMES)
