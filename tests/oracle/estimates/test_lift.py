"""Lift of the top tenth: by hand, with ties, and its interval by many repetitions."""

from __future__ import annotations

import numpy as np
import pytest

from regulars.estimates.lift import top_lift


def lift(score, came, count=None, **others):
    count = np.ones(len(score)) if count is None else count
    return top_lift(score=score, came=came, count=count, top=0.1, level=0.8, seed=1, **others)


def test_by_hand_the_first_of_ten_brought_three_of_four() -> None:
    found = lift([9, 8, 7, 6, 5, 4, 3, 2, 1, 0], [3, 1, 0, 0, 0, 0, 0, 0, 0, 0])
    assert found.share == pytest.approx(0.75)
    assert found.lift == pytest.approx(7.5)


def test_customers_whom_the_score_cannot_tell_apart_count_in_part() -> None:
    found = lift([1, 1, 0, 0], [4, 0, 0, 0], count=[5, 5, 45, 45])
    assert found.lift == pytest.approx(10.0)
    every = lift([0, 0], [1, 3], count=[10, 30])
    assert every.lift == pytest.approx(1.0)
    assert (every.low, every.high) == (pytest.approx(1.0), pytest.approx(1.0))


def test_nobody_brought_anything() -> None:
    assert lift([1, 0], [0, 0]) is None


def test_the_interval_holds_the_true_lift_four_times_out_of_five() -> None:
    rng = np.random.default_rng(5)
    held = 0
    for trial in range(150):
        score = np.repeat([1.0, 0.0], [200, 1800])
        came = rng.poisson(np.where(score == 1.0, 0.3, 0.1))
        found = top_lift(
            score=score, came=came, count=np.ones(2000), top=0.1, level=0.8, seed=trial
        )
        held += found.low <= 0.1 * 0.3 / (0.1 * 0.3 + 0.9 * 0.1) / 0.1 <= found.high
    assert held / 150 == pytest.approx(0.8, abs=0.1)
