"""The interval of a share: how often it holds the truth, and its ends."""

import numpy as np
import pytest
from scipy import integrate

from regulars.estimates.share import share_of


def test_three_of_ten_has_jeffreys_interval_by_plain_integration() -> None:
    told = share_of(3, 10)

    def below(end: float) -> float:
        whole = integrate.quad(lambda p: p**2.5 * (1 - p) ** 6.5, 0, 1)[0]
        return integrate.quad(lambda p: p**2.5 * (1 - p) ** 6.5, 0, end)[0] / whole

    assert told.share == pytest.approx(0.3)
    assert (below(told.low or 0), below(told.high or 0)) == pytest.approx((0.1, 0.9), abs=1e-6)


def test_the_published_interval_of_3_of_10() -> None:
    # Brown, Cai & DasGupta (2001), table 5: n = 10, x = 3, 95%: 0.093 to 0.606.
    told = share_of(3, 10, level=0.95)
    assert (round(told.low or 0, 3), round(told.high or 0, 3)) == (0.093, 0.606)


def test_of_ten_intervals_eight_hold_the_truth() -> None:
    rng = np.random.default_rng(4)
    for truth in (0.05, 0.3, 0.8):
        held = 0
        for some in rng.binomial(80, truth, 2000).tolist():
            told = share_of(some, 80)
            assert told.low is not None and told.high is not None
            held += told.low <= truth <= told.high
        assert held / 2000 == pytest.approx(0.8, abs=0.07)


def test_nobody_and_everybody_reach_the_ends_and_of_nobody_nothing_is_known() -> None:
    assert share_of(0, 5).low == 0
    assert share_of(5, 5).high == 1
    assert share_of(0, 0).share is None
    with pytest.raises(ValueError, match="no share"):
        share_of(2, 1)
