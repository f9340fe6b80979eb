"""The Gamma-Gamma likelihood against the formula as it is printed, one customer at a time."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regulars.estimates.gamma_gamma_likelihood import gamma_gamma_log_likelihood

POSITIVE = st.floats(math.log(0.05), math.log(50.0))
PARAMETERS = st.tuples(POSITIVE, POSITIVE, POSITIVE)
ROWS = st.lists(
    st.tuples(st.integers(1, 40) | st.integers(1, 5000), st.floats(0.01, 1e6), st.integers(1, 9)),
    min_size=1,
    max_size=6,
)


@settings(deadline=None)
@given(at=PARAMETERS, rows=ROWS)
def test_the_total_is_the_sum_of_the_printed_formula(
    at: tuple[float, ...], rows: list[tuple[int, float, int]]
) -> None:
    total, _ = _likelihood(rows)(np.array(at))
    naive = sum(count * naive_log_likelihood(at, x, mean) for x, mean, count in rows)
    assert total == pytest.approx(naive, rel=1e-9, abs=1e-7)


@settings(deadline=None)
@given(at=PARAMETERS, rows=ROWS)
def test_the_gradient_is_that_of_finite_differences(
    at: tuple[float, ...], rows: list[tuple[int, float, int]]
) -> None:
    likelihood = _likelihood(rows)
    _, slope = likelihood(np.array(at))
    size = sum(count * math.exp(at[0]) * x for x, _, count in rows)
    for which, analytic in enumerate(slope):
        shift = np.eye(3)[which] * 1e-4
        ahead, behind = likelihood(np.array(at) + shift)[0], likelihood(np.array(at) - shift)[0]
        slack = 1e-4 + 1e-8 * size
        assert analytic == pytest.approx((ahead - behind) / 2e-4, rel=1e-5, abs=slack)


def naive_log_likelihood(at: tuple[float, ...], x: int, mean: float) -> float:
    p, q, v = (math.exp(value) for value in at)
    spent = x * mean
    log_beta = math.lgamma(p * x) + math.lgamma(q) - math.lgamma(p * x + q)
    own, prior = math.log(spent / (v + spent)), math.log(v / (v + spent))
    return p * x * own + q * prior - math.log(mean) - log_beta


def _likelihood(rows: list[tuple[int, float, int]]):  # type: ignore[no-untyped-def]
    x, mean_value, count = np.array(rows, dtype=float).T
    return gamma_gamma_log_likelihood(x=x, mean_value=mean_value, count=count)
