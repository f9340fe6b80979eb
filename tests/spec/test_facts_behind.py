"""Which facts a signal rests on: what the page needs to say that a figure has changed."""

from __future__ import annotations

import pytest

from regulars.contracts import BY_FACT
from regulars.signals import facts_behind, signals


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("orders", {"order"}),
        ("problems_open", {"problem", "problem_event"}),
        ("last_contact_on", {"contact", "care"}),
        ("stays", {"reservation", "follow_up"}),
        ("low_rating_days", {"review", "follow_up", "care"}),
        ("days_since_last_sent", {"referral", "order"}),
        ("treatment_stated", {"customer"}),
        ("spend_top_share", {"order"}),
    ],
)
def test_it_is_read_off_the_queries_through_the_bases_they_rest_on(
    name: str, facts: set[str]
) -> None:
    assert facts_behind(name) == facts


def test_every_signal_rests_on_facts_that_there_are() -> None:
    for signal in signals():
        assert facts_behind(signal.name)
        assert facts_behind(signal.name) <= set(BY_FACT)
