"""Jeffreys' interval of a share: published ends, its edges, and how often it holds the truth."""

from __future__ import annotations

import numpy as np
import pytest

from regulars.estimates.share_interval import share_interval


def test_the_published_interval_of_3_of_10() -> None:
    # Brown, Cai & DasGupta (2001), table 5: n = 10, x = 3, 95%: 0.093 to 0.606.
    share, low, high = share_interval(yes=3, asked=10, level=0.95)
    assert (share, round(low, 3), round(high, 3)) == (0.3, 0.093, 0.606)


def test_where_all_or_nobody_said_yes_the_interval_reaches_the_end() -> None:
    assert share_interval(yes=0, asked=12, level=0.8)[:2] == (0.0, 0.0)
    assert share_interval(yes=12, asked=12, level=0.8)[2] == 1.0


def test_with_fewer_than_ten_answers_nothing_is_said() -> None:
    assert share_interval(yes=4, asked=9, level=0.8) is None


def test_what_is_no_share_is_refused() -> None:
    with pytest.raises(ValueError, match="5 of 4"):
        share_interval(yes=5, asked=4, level=0.8)


def test_it_holds_the_truth_about_four_times_in_five() -> None:
    rng = np.random.default_rng(4)
    held = []
    for truth in rng.uniform(0.1, 0.9, 400):
        _, low, high = share_interval(yes=int(rng.binomial(40, truth)), asked=40, level=0.8)
        held.append(low <= truth <= high)
    assert np.mean(held) == pytest.approx(0.8, abs=0.06)
