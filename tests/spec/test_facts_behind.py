"""Which facts a signal rests on: what the page needs to say that a figure has changed."""

from __future__ import annotations

import pytest

from regulars.contracts import BY_FACT
from regulars.signals import signals
from regulars.signals.trace import facts_of, figures_of

BASE = {signal.name: signal.base for signal in signals()}


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("orders", {"order", "rate"}),
        ("problems_open", {"problem", "problem_event"}),
        ("last_contact_on", {"contact", "care"}),
        ("stays", {"reservation", "follow_up"}),
        ("low_rating_days", {"review", "follow_up", "care"}),
        ("days_since_last_sent", {"referral"}),
    ],
)
def test_it_is_read_off_the_queries_through_the_bases_they_rest_on(
    name: str, facts: set[str]
) -> None:
    assert facts_of(BASE[name]) == facts
    for fact in facts:
        assert name in figures_of(frozenset({fact}))


def test_every_signal_rests_on_facts_that_there_are() -> None:
    for base in BASE.values():
        assert facts_of(base)
        assert facts_of(base) <= set(BY_FACT)
