"""The Pareto/NBD likelihood against its integral, and against the paper's hypergeometric form."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy import integrate, special

from regulars.estimates.pareto_nbd_likelihood import left, pareto_nbd_log_likelihood

POSITIVE = st.floats(math.log(0.05), math.log(50.0))
PARAMETERS = st.tuples(POSITIVE, POSITIVE, POSITIVE, POSITIVE)
CDNOW = (0.5533, 10.578, 0.6062, 11.669)
Row = tuple[int, float, float, int]


@st.composite
def histories(draw: st.DrawFn) -> Row:
    x = draw(st.integers(0, 60) | st.integers(0, 1000))
    age = draw(st.floats(0.1, 300))
    t_x = age * draw(st.floats(0, 1)) if x else 0.0
    return x, t_x, age, draw(st.integers(1, 9))


@settings(deadline=None, max_examples=60)
@given(at=PARAMETERS, row=histories())
@example(at=(-2.0, -2.9, 1.9, 3.1), row=(0, 0.0, 290.0, 1))
@example(at=(0.5, 3.0, -2.6, -2.9), row=(20, 125.0, 242.0, 1))
def test_the_odds_of_having_left_are_the_integral(at: tuple[float, ...], row: Row) -> None:
    x, t_x, age, _ = row
    found = left(tuple(math.exp(v) for v in at), *_arrays(x, t_x, age)).log_odds[0]
    assert found == pytest.approx(naive_log_odds(at, x, t_x, age), abs=1e-6)


@pytest.mark.parametrize("swapped", [False, True])
@pytest.mark.parametrize(
    "row", [(0, 0.0, 38.86), (2, 30.43, 38.86), (7, 12.0, 39.0), (1, 0.0, 9.0)]
)
def test_the_odds_are_those_of_the_printed_hypergeometric_form(
    row: tuple[int, float, float], swapped: bool
) -> None:
    r, alpha, s, beta = CDNOW if not swapped else (0.5533, 11.669, 0.6062, 10.578)
    x, t_x, age = row

    def part(t: float) -> float:
        c = s + 1 if alpha >= beta else r + x
        most = max(alpha, beta) + t
        argument = abs(alpha - beta) / most
        return special.hyp2f1(r + s + x, c, r + s + x + 1, argument) / most ** (r + s + x)

    printed = s / (r + s + x) * (alpha + age) ** (r + x) * (beta + age) ** s
    printed *= part(t_x) - part(age)
    found = left((r, alpha, s, beta), *_arrays(*row)).log_odds[0]
    assert found == pytest.approx(math.log(printed), abs=1e-9)


@settings(deadline=None, max_examples=60)
@given(at=PARAMETERS, rows=st.lists(histories(), min_size=1, max_size=4))
def test_the_total_is_the_sum_of_the_printed_formula(
    at: tuple[float, ...], rows: list[Row]
) -> None:
    total, _ = _likelihood(rows)(np.array(at))
    naive = sum(count * naive_log_likelihood(at, x, t_x, age) for x, t_x, age, count in rows)
    assert total == pytest.approx(naive, rel=1e-8, abs=1e-6)


@settings(deadline=None, max_examples=60)
@given(at=PARAMETERS, rows=st.lists(histories(), min_size=1, max_size=6))
def test_the_gradient_is_that_of_finite_differences(at: tuple[float, ...], rows: list[Row]) -> None:
    likelihood = _likelihood(rows)
    total, slope = likelihood(np.array(at))
    for which, analytic in enumerate(slope):
        shift = np.eye(4)[which] * 1e-4
        ahead, behind = likelihood(np.array(at) + shift)[0], likelihood(np.array(at) - shift)[0]
        rounding = 1e-10 * (1 + abs(total))
        assert analytic == pytest.approx((ahead - behind) / 2e-4, rel=1e-5, abs=3e-4 + rounding)


def test_thousands_of_purchases_overflow_nothing() -> None:
    rows = [(100_000, 299.0, 300.0, 1), (100_000, 1.0, 300.0, 1), (1, 3.0, 3.0, 1)]
    total, slope = _likelihood(rows)(np.log([0.5, 6.0, 0.9, 1.6]))
    assert math.isfinite(total) and np.isfinite(slope).all()


def naive_log_likelihood(at: tuple[float, ...], x: int, t_x: float, age: float) -> float:
    r, alpha, s, beta = (math.exp(value) for value in at)
    stays = math.lgamma(r + x) - math.lgamma(r) + r * math.log(alpha) + s * math.log(beta)
    stays -= (r + x) * math.log(alpha + age) + s * math.log(beta + age)
    return stays + float(np.logaddexp(0, naive_log_odds(at, x, t_x, age)))


def naive_log_odds(at: tuple[float, ...], x: int, t_x: float, age: float) -> float:
    r, alpha, s, beta = (math.exp(value) for value in at)
    if t_x == age:
        return -math.inf

    def log_of(y: float) -> float:
        return -(r + x) * math.log(alpha + y) - (s + 1) * math.log(beta + y)

    # It only falls: pieces that double in length, each smooth.
    ends = [t_x]
    step = min(alpha, beta) / (10 * (1 + x + r + s))
    while ends[-1] < age:
        ends.append(min(ends[-1] + step, age))
        step *= 1.6
    most = log_of(t_x)
    pieces = [
        integrate.quad(lambda y: math.exp(log_of(y) - most), low, high, epsabs=0, epsrel=1e-11)[0]
        for low, high in itertools.pairwise(ends)
    ]
    whole = (r + x) * math.log(alpha + age) + s * math.log(beta + age)
    return math.log(s) + whole + most + math.log(math.fsum(pieces))


def _arrays(*row: float) -> list[np.ndarray]:
    return [np.array([float(value)]) for value in row]


def _likelihood(rows: list[Row]):  # type: ignore[no-untyped-def]
    x, t_x, age, count = np.array(rows, dtype=float).T
    return pareto_nbd_log_likelihood(x=x, t_x=t_x, age=age, count=count)
