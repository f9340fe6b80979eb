"""Next issues against SciPy's test of Fisher, one pair at a time, and on pairs made at random."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from regulars.estimates.effort_next_issue import next_issues

COUNTS = st.tuples(st.integers(0, 60), st.integers(1, 60), st.integers(0, 300), st.integers(1, 300))


@settings(deadline=None)
@given(st.lists(COUNTS, min_size=1, max_size=8))
def test_each_pair_is_fishers_and_the_shares_are_benjamini_and_hochbergs(rows: list[tuple]) -> None:
    rows = [(min(k, n), n, min(o, m), m) for k, n, o, m in rows]
    k, n, other_k, other_n = (np.array(column) for column in zip(*rows, strict=True))
    told = next_issues(followed=k, had=n, others_followed=other_k, others=other_n)
    p = [
        stats.fisher_exact([[a, b - a], [c, d - c]], alternative="greater").pvalue
        for a, b, c, d in rows
    ]
    assert told.probability == pytest.approx(p, rel=1e-6, abs=1e-12)
    for place, one in enumerate(p):
        # The least, over this and all less sure ones, of p times how many there are over its rank.
        steps = [q * len(p) / sum(r <= q for r in p) for q in p if q >= one]
        assert told.false_share[place] == pytest.approx(min([1.0, *steps]), rel=1e-6, abs=1e-12)


def test_the_ratio_and_its_interval_are_katzs() -> None:
    told = next_issues(followed=[30], had=[100], others_followed=[90], others=[900], level=0.95)
    assert told.times[0] == pytest.approx(3.0)
    spread = (1 / 30 - 1 / 100 + 1 / 90 - 1 / 900) ** 0.5
    reach = np.exp(1.959964 * spread)
    assert (told.times_low[0], told.times_high[0]) == pytest.approx((3 / reach, 3 * reach))
    assert told.is_more[0]


def test_of_pairs_that_mean_nothing_few_are_called_more() -> None:
    rng, wrong = np.random.default_rng(5), 0
    for _ in range(200):
        n, m = rng.integers(50, 200, 40), rng.integers(500, 1500, 40)
        k, other = rng.binomial(n, 0.1), rng.binomial(m, 0.1)
        told = next_issues(followed=k, had=n, others_followed=other, others=m)
        wrong += bool(told.is_more.any())
    assert wrong / 200 < 0.14


def test_where_nobody_else_had_the_next_one_there_is_no_ratio() -> None:
    told = next_issues(followed=[3], had=[10], others_followed=[0], others=[50])
    assert np.isnan(told.times[0])
    assert told.probability[0] < 0.01
    nothing = next_issues(followed=[], had=[], others_followed=[], others=[])
    assert len(nothing.times) == 0


def test_more_than_there_were_is_refused() -> None:
    with pytest.raises(ValueError, match="counts of customers"):
        next_issues(followed=[3], had=[2], others_followed=[0], others=[1])
