"""The likelihoods of BG/NBD, MBG/NBD and MBG/CNBD-k against the formulas as they are printed."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regulars.estimates.beta_geometric_likelihood import beta_geometric_log_likelihood

POSITIVE = st.floats(math.log(0.05), math.log(50.0))
PARAMETERS = st.tuples(POSITIVE, POSITIVE, POSITIVE, POSITIVE)
KINDS = st.sampled_from([(1, 1), (1, 0), (2, 1), (3, 1), (7, 1)])
"""Every how many events is a purchase, and whether who bought once may have left."""


@st.composite
def histories(draw: st.DrawFn) -> tuple[int, float, float, int]:
    x = draw(st.integers(0, 60) | st.integers(0, 5000))
    age = draw(st.floats(0, 300))
    t_x = age * draw(st.floats(0, 1)) if x else 0.0
    return x, t_x, age, draw(st.integers(1, 9))


@settings(deadline=None)
@given(at=PARAMETERS, kind=KINDS, rows=st.lists(histories(), min_size=1, max_size=6))
def test_the_total_is_the_sum_of_the_printed_formula(
    at: tuple[float, ...], kind: tuple[int, int], rows: list[tuple[int, float, float, int]]
) -> None:
    total, _ = _likelihood(rows, kind)(np.array(at))
    naive = sum(c * naive_log_likelihood(at, x, t_x, age, *kind) for x, t_x, age, c in rows)
    assert total == pytest.approx(naive, rel=1e-9, abs=1e-8)


@settings(deadline=None)
@given(at=PARAMETERS, kind=KINDS, rows=st.lists(histories(), min_size=1, max_size=6))
def test_the_gradient_is_that_of_finite_differences(
    at: tuple[float, ...], kind: tuple[int, int], rows: list[tuple[int, float, float, int]]
) -> None:
    likelihood = _likelihood(rows, kind)
    total, slope = likelihood(np.array(at))
    for which, analytic in enumerate(slope):
        shift = np.eye(4)[which] * 1e-4
        ahead, behind = likelihood(np.array(at) + shift)[0], likelihood(np.array(at) - shift)[0]
        rounding = 1e-11 * (1 + abs(total))
        assert analytic == pytest.approx((ahead - behind) / 2e-4, rel=1e-5, abs=1e-4 + rounding)


@pytest.mark.parametrize("kind", [(1, 1), (1, 0), (4, 1)])
def test_thousands_of_purchases_overflow_nothing(kind: tuple[int, int]) -> None:
    rows = [(100_000, 299.0, 300.0, 1), (100_000, 1.0, 300.0, 1), (0, 0.0, 0.0, 1)]
    total, slope = _likelihood(rows, kind)(np.log([0.5, 6.0, 0.9, 1.6]))
    assert math.isfinite(total) and np.isfinite(slope).all()


def naive_log_likelihood(
    at: tuple[float, ...], x: int, t_x: float, age: float, k: int, first: int
) -> float:
    r, alpha, a, b = (math.exp(value) for value in at)
    both = -math.lgamma(r) + r * math.log(alpha) - log_beta(a, b)
    stays = [
        log_beta(a, b + x + first)
        + (j * math.log(age - t_x) if age > t_x else 0.0)
        - math.lgamma(j + 1)
        + math.lgamma(r + k * x + j)
        - (r + k * x + j) * math.log(alpha + age)
        for j in range(k)
        if age > t_x or j == 0
    ]
    left = []
    if x + first > 0:
        shape = r + k * x
        left = [
            log_beta(a + 1, b + x + first - 1) + math.lgamma(shape) - shape * math.log(alpha + t_x)
        ]
    most = max(stays + left)
    return both + most + math.log(sum(math.exp(term - most) for term in stays + left))


def log_beta(a: float, b: float) -> float:
    return math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)


def _likelihood(rows: list[tuple[int, float, float, int]], kind: tuple[int, int]):  # type: ignore[no-untyped-def]
    x, t_x, age, count = np.array(rows, dtype=float).T
    k, first = kind
    return beta_geometric_log_likelihood(x=x, t_x=t_x, age=age, count=count, k=k, first=first)
