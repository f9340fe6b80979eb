"""The MBG/NBD likelihood against the formula as it is printed, one customer at a time."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regulars.estimates.mbg_nbd_likelihood import mbg_nbd_log_likelihood

POSITIVE = st.floats(math.log(0.05), math.log(50.0))
PARAMETERS = st.tuples(POSITIVE, POSITIVE, POSITIVE, POSITIVE)


@st.composite
def histories(draw: st.DrawFn) -> tuple[int, float, float, int]:
    x = draw(st.integers(0, 60) | st.integers(0, 5000))
    age = draw(st.floats(0, 300))
    t_x = age * draw(st.floats(0, 1)) if x else 0.0
    return x, t_x, age, draw(st.integers(1, 9))


@settings(deadline=None)
@given(at=PARAMETERS, rows=st.lists(histories(), min_size=1, max_size=6))
def test_the_total_is_the_sum_of_the_printed_formula(
    at: tuple[float, ...], rows: list[tuple[int, float, float, int]]
) -> None:
    total, _ = _likelihood(rows)(np.array(at))
    naive = sum(count * naive_log_likelihood(at, x, t_x, age) for x, t_x, age, count in rows)
    assert total == pytest.approx(naive, rel=1e-9, abs=1e-8)


@settings(deadline=None)
@given(at=PARAMETERS, rows=st.lists(histories(), min_size=1, max_size=6))
def test_the_gradient_is_that_of_finite_differences(
    at: tuple[float, ...], rows: list[tuple[int, float, float, int]]
) -> None:
    likelihood = _likelihood(rows)
    total, slope = likelihood(np.array(at))
    for which, analytic in enumerate(slope):
        shift = np.eye(4)[which] * 1e-4
        ahead, behind = likelihood(np.array(at) + shift)[0], likelihood(np.array(at) - shift)[0]
        rounding = 1e-11 * (1 + abs(total))
        assert analytic == pytest.approx((ahead - behind) / 2e-4, rel=1e-5, abs=1e-4 + rounding)


def test_thousands_of_purchases_overflow_nothing() -> None:
    rows = [(100_000, 299.0, 300.0, 1), (100_000, 1.0, 300.0, 1), (0, 0.0, 0.0, 1)]
    total, slope = _likelihood(rows)(np.log([0.5, 6.0, 0.9, 1.6]))
    assert math.isfinite(total) and np.isfinite(slope).all()


def naive_log_likelihood(at: tuple[float, ...], x: int, t_x: float, age: float) -> float:
    r, alpha, a, b = (math.exp(value) for value in at)
    both = math.lgamma(r + x) - math.lgamma(r) + r * math.log(alpha) - log_beta(a, b)
    stays = log_beta(a, b + x + 1) - (r + x) * math.log(alpha + age)
    left = log_beta(a + 1, b + x) - (r + x) * math.log(alpha + t_x)
    more, less = max(stays, left), min(stays, left)
    return both + more + math.log1p(math.exp(less - more))


def log_beta(a: float, b: float) -> float:
    return math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)


def _likelihood(rows: list[tuple[int, float, float, int]]):  # type: ignore[no-untyped-def]
    x, t_x, age, count = np.array(rows, dtype=float).T
    return mbg_nbd_log_likelihood(x=x, t_x=t_x, age=age, count=count)
