"""Likely senders are found, also in worlds no estimate was built for: judged by who truly sent."""

from __future__ import annotations

import pytest
from judge_senders import judge

from regulars.world.life.variants import VARIANTS

WORST = 3.0
"""`python -m benchmarks.likely_senders` tells of twelve larger worlds; the worst had 4.2."""


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_top_tenth_sends_several_times_as_many_as_any_tenth(variant: str) -> None:
    judged = judge(variant=variant, seed=5, customers=4_000)
    assert judged.sent > 150
    assert judged.model.lift > WORST, judged
    assert judged.model.low > 2.0, judged
    # No worse than past referrals alone, by more than chance would have it.
    assert judged.ahead[2] > 0.0, judged


def test_no_more_are_expected_than_come_to_be_known_of_those_who_come() -> None:
    judged = judge(variant="plain", seed=5, customers=4_000)
    # Of those truly sent a good half is written down.
    assert 0.35 <= judged.expected / judged.sent <= 0.9, judged
