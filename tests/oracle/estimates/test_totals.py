"""The interval of all together holds what it says where windows differ as they are drawn to."""

from __future__ import annotations

import numpy as np
import pytest

from regulars.estimates.totals import PRIOR_SPREAD, expected_total, miss


def test_four_of_five_totals_fall_within_their_interval() -> None:
    rng = np.random.default_rng(6)
    within = []
    for _ in range(600):
        off = rng.normal(0.0, 0.2, 12)
        total = expected_total(mean=5000.0, variance=9000.0, misses=list(off[:11]))
        came = rng.normal(5000.0, np.sqrt(9000.0)) * np.exp(off[11])
        within.append(total.low <= came <= total.high)
    assert np.mean(within) == pytest.approx(0.8, abs=0.05)


def test_without_a_window_the_stated_prior_speaks() -> None:
    total = expected_total(mean=1000.0, variance=0.0, misses=[])
    reach = 1.533 * PRIOR_SPREAD  # Student's t with the prior's four
    assert (total.low, total.high) == pytest.approx(
        (1000 * np.exp(-reach), 1000 * np.exp(reach)), rel=1e-3
    )


def test_a_longer_horizon_is_less_sure() -> None:
    near, far = (
        expected_total(mean=1000.0, variance=0.0, misses=[0.1, -0.1], longer=longer)
        for longer in (1.0, 8.0)
    )
    assert far.low < near.low < 1000 < near.high < far.high


def test_nothing_expected_is_nothing() -> None:
    total = expected_total(mean=0.0, variance=0.0, misses=[])
    assert (total.expected, total.low, total.high) == (0, 0, 0)
    assert miss(expected=0.0, came=5.0) is None
    assert miss(expected=10.0, came=20.0) == pytest.approx(np.log(2))
