"""The area under the curve against scikit-learn's, its interval against drawing again."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import roc_auc_score

from regulars.estimates.effort_auc import area_and_gain

ROWS = st.lists(st.tuples(st.booleans(), st.integers(0, 5), st.integers(0, 3)), min_size=4)


@settings(deadline=None)
@given(ROWS)
def test_the_areas_are_scikit_learns_with_ties_counted_half(rows: list[tuple]) -> None:
    happened, score, baseline = (np.array(column) for column in zip(*rows, strict=True))
    if happened.all() or not happened.any():
        with pytest.raises(ValueError, match="nobody to tell apart"):
            area_and_gain(happened=happened, score=score, baseline=baseline)
        return
    one, other, gain = area_and_gain(happened=happened, score=score, baseline=baseline)
    assert one.auc == pytest.approx(roc_auc_score(happened, score))
    assert other.auc == pytest.approx(roc_auc_score(happened, baseline))
    assert gain.auc == pytest.approx(one.auc - other.auc)


def test_the_interval_is_as_wide_as_that_of_drawing_again() -> None:
    rng = np.random.default_rng(1)
    happened = rng.random(1500) < 0.2
    baseline = rng.normal(size=1500) + 0.3 * happened
    score = baseline + rng.normal(size=1500) + 1.2 * happened
    one, _, gain = area_and_gain(happened=happened, score=score, baseline=baseline)
    areas, gains = [], []
    for _ in range(1000):
        rows = rng.integers(0, 1500, 1500)
        a = roc_auc_score(happened[rows], score[rows])
        areas.append(a)
        gains.append(a - roc_auc_score(happened[rows], baseline[rows]))
    for told, drawn in ((one, areas), (gain, gains)):
        assert (told.low, told.high) == pytest.approx(np.quantile(drawn, (0.025, 0.975)), abs=0.012)
