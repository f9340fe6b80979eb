"""The grouped Kaplan–Meier against SciPy's of single times, and where it knows little."""

import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from regulars.estimates.survival import survival, time_until

TIMES = st.lists(st.tuples(st.integers(0, 12), st.booleans()), min_size=1, max_size=40)


@settings(deadline=None)
@given(TIMES)
def test_it_is_scipys_estimate_with_its_log_log_interval(rows: list[tuple[int, bool]]) -> None:
    times, ended = (np.array(column) for column in zip(*rows, strict=True))
    curve = survival(time=times, ended=ended, count=np.ones(len(times)), level=0.8)
    if not ended.any():
        assert len(curve.times) == 0
        return
    other = stats.ecdf(stats.CensoredData(uncensored=times[ended], right=times[~ended])).sf
    with warnings.catch_warnings():
        # Where nobody is left its interval is not a number; ours is the whole of 0 to 1.
        warnings.simplefilter("ignore", RuntimeWarning)
        low, high = other.confidence_interval(0.8, method="log-log")
    for time, share, lower, upper in zip(
        curve.times, curve.share, curve.low, curve.high, strict=True
    ):
        assert share == pytest.approx(other.evaluate(time), abs=1e-12)
        if 0 < share < 1:
            assert lower == pytest.approx(float(low.evaluate(time)), abs=1e-9)
            assert upper == pytest.approx(float(high.evaluate(time)), abs=1e-9)


@settings(deadline=None)
@given(TIMES)
def test_groups_say_the_same_as_their_rows(rows: list[tuple[int, bool]]) -> None:
    times, ended = zip(*rows, strict=True)
    single = survival(time=times, ended=ended, count=[1] * len(rows))
    groups = sorted(set(rows))
    grouped = survival(
        time=[time for time, _ in groups],
        ended=[end for _, end in groups],
        count=[rows.count(one) for one in groups],
    )
    assert grouped.times.tolist() == single.times.tolist()
    assert grouped.share == pytest.approx(single.share)


def test_a_time_that_half_have_not_reached_is_not_known() -> None:
    curve = survival(time=[1, 5, 5, 5], ended=[1, 0, 0, 0], count=[1, 1, 1, 1])
    assert time_until(curve).time is None
    assert time_until(curve, share=0.2).time == 1


@pytest.mark.parametrize("time", [-1.0, float("nan")])
def test_a_time_that_is_none_is_refused(time: float) -> None:
    with pytest.raises(ValueError, match="how long each has lasted"):
        survival(time=[time], ended=[1], count=[1])
