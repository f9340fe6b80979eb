"""Expected purchases against the plain sum over purchases, one customer at a time."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regulars.estimates.beta_geometric import BetaGeometric
from regulars.estimates.expected_purchases import expected_purchases
from regulars.estimates.probability_active import probability_active

RATE = st.floats(0.05, 10.0)


@settings(deadline=None, max_examples=40)
@given(
    r=RATE,
    alpha=st.floats(2.0, 30.0),
    a=RATE | st.floats(0.999, 1.001),
    b=RATE,
    x=st.integers(0, 30) | st.integers(0, 400),
    age=st.floats(0, 100),
    horizon=st.floats(0, 60),
)
def test_it_is_the_sum_over_the_purchases_that_may_come(
    r: float, alpha: float, a: float, b: float, x: int, age: float, horizon: float
) -> None:
    model = BetaGeometric(r, alpha, a, b, 0.0, np.zeros((4, 4)), 1)
    row = {"x": [x], "t_x": [age if x else 0.0], "age": [age]}
    active = probability_active(model, **row)[0]
    naive = active * naive_if_active((r + x, a, b + x + 1), horizon / (alpha + age + horizon))
    assert expected_purchases(model, **row, horizon=horizon)[0] == pytest.approx(naive, rel=1e-8)


def test_nothing_happens_at_a_equal_to_1() -> None:
    row = {"x": [3], "t_x": [20.0], "age": [30.0]}
    around = [
        expected_purchases(
            BetaGeometric(0.5, 6.0, a, 1.6, 0.0, np.zeros((4, 4)), 1), **row, horizon=40
        )[0]
        for a in (1 - 1e-9, 1.0, 1 + 1e-9)
    ]
    assert around == pytest.approx([around[1]] * 3, rel=1e-8)


def test_it_grows_with_the_horizon_at_the_rate_of_who_is_active() -> None:
    model = BetaGeometric(0.5, 6.0, 0.9, 1.6, 0.0, np.zeros((4, 4)), 1)
    row = {"x": [2], "t_x": [30.0], "age": [39.0]}
    short = expected_purchases(model, **row, horizon=1e-6)[0]
    assert short == pytest.approx(probability_active(model, **row)[0] * 2.5 / 45 * 1e-6, rel=1e-5)


@pytest.mark.filterwarnings("error")
def test_the_edges_are_finite() -> None:
    model = BetaGeometric(0.5, 6.0, 0.9, 1.6, 0.0, np.zeros((4, 4)), 1)
    rows = {"x": [0, 0, 1e5, 1e5, 1], "t_x": [0, 0, 0, 1e3, 0], "age": [0, 1e6, 1e3, 1e3, 0]}
    for horizon in (0.0, 1e-300, 1.0, 1e4):
        expected = expected_purchases(model, **rows, horizon=horizon)
        assert np.isfinite(expected).all() and (expected >= 0).all()
    assert expected_purchases(model, **rows, horizon=0.0).tolist() == [0.0] * 5
    assert expected_purchases(model, x=[], t_x=[], age=[], horizon=1.0).shape == (0,)


@pytest.mark.parametrize("horizon", [-1.0, math.inf, math.nan])
def test_a_horizon_that_is_no_time_is_refused(horizon: float) -> None:
    model = BetaGeometric(0.5, 6.0, 0.9, 1.6, 0.0, np.zeros((4, 4)), 1)
    with pytest.raises(ValueError, match="The horizon is"):
        expected_purchases(model, x=[0], t_x=[0], age=[1], horizon=horizon)


def naive_if_active(posterior: tuple[float, float, float], share: float) -> float:
    """The sum of P(n purchases would come) times the mean number made of n before leaving."""
    shape, leave, stay = posterior
    if share == 0:
        return 0.0
    mean, made, still, n = 0.0, 0.0, 1.0, 0
    last = (shape + 60 + 12 * math.sqrt(shape)) / (1 - share)
    while n <= last:
        ways = math.lgamma(shape + n) - math.lgamma(shape) - math.lgamma(n + 1)
        mean += made * math.exp(ways + shape * math.log1p(-share) + n * math.log(share))
        made += still
        still *= (stay + n) / (leave + stay + n)
        n += 1
    return mean
