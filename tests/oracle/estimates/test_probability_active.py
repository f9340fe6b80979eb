"""P(active) and its interval against the ratio of likelihoods, one customer at a time."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regulars.estimates.beta_geometric import BetaGeometric, fit_mbg_nbd
from regulars.estimates.probability_active import probability_active, probability_active_interval

POSITIVE = st.floats(0.05, 30.0)
COVARIANCE = np.array(
    [
        [0.025, 0.015, -0.016, -0.044],
        [0.015, 0.013, -0.010, -0.024],
        [-0.016, -0.010, 0.030, 0.051],
        [-0.044, -0.024, 0.051, 0.111],
    ]
)


@st.composite
def histories(draw: st.DrawFn) -> tuple[int, float, float]:
    x = draw(st.integers(0, 60) | st.integers(0, 5000))
    age = draw(st.floats(0, 300))
    return x, age * draw(st.floats(0, 1)) if x else 0.0, age


@settings(deadline=None)
@given(r=POSITIVE, alpha=POSITIVE, a=POSITIVE, b=POSITIVE, rows=st.lists(histories(), max_size=5))
def test_it_is_the_share_of_the_likelihood_in_which_nobody_left(
    r: float, alpha: float, a: float, b: float, rows: list[tuple[int, float, float]]
) -> None:
    model = BetaGeometric(r, alpha, a, b, 0.0, COVARIANCE, 1)
    x, t_x, age = np.array(rows, dtype=float).reshape(-1, 3).T
    naive = [naive_probability((r, alpha, a, b), *row) for row in rows]
    assert probability_active(model, x=x, t_x=t_x, age=age) == pytest.approx(naive, abs=1e-9)


@settings(deadline=None)
@given(r=POSITIVE, alpha=POSITIVE, a=POSITIVE, b=POSITIVE, row=histories())
def test_the_interval_is_the_delta_method_with_a_numeric_slope(
    r: float, alpha: float, a: float, b: float, row: tuple[int, float, float]
) -> None:
    model = BetaGeometric(r, alpha, a, b, 0.0, COVARIANCE, 1)
    x, t_x, age = ([value] for value in row)
    interval = probability_active_interval(model, x=x, t_x=t_x, age=age)
    low, high = naive_interval((r, alpha, a, b), row)
    assert interval.low[0] == pytest.approx(low, abs=1e-4)
    assert interval.high[0] == pytest.approx(high, abs=1e-4)
    assert 0 <= interval.low[0] <= probability_active(model, x=x, t_x=t_x, age=age)[0]
    assert interval.high[0] <= 1


def test_a_higher_level_is_a_wider_interval() -> None:
    model = BetaGeometric(0.5, 6.0, 0.9, 1.6, 0.0, COVARIANCE, 1)
    row = {"x": [2], "t_x": [20.0], "age": [39.0]}
    some, more = (probability_active_interval(model, **row, level=level) for level in (0.5, 0.95))
    assert more.low[0] < some.low[0] < some.high[0] < more.high[0]
    with pytest.raises(ValueError, match="level is 80"):
        probability_active_interval(model, **row, level=80)


def test_eight_of_ten_intervals_hold_the_probability_under_the_true_parameters() -> None:
    random, truth = np.random.default_rng(11), (1.5, 4.0, 0.6, 3.0)
    true_model = BetaGeometric(*truth, 0.0, COVARIANCE, 1)
    held = []
    for _ in range(40):
        rows = simulated(random, truth, 600)
        model = fit_mbg_nbd(**rows, count=np.ones(600))
        interval = probability_active_interval(model, **rows)
        true = probability_active(true_model, **rows)
        held.append(((interval.low <= true) & (true <= interval.high)).mean())
    assert np.mean(held) == pytest.approx(0.8, abs=0.07)


@pytest.mark.filterwarnings("error")
def test_the_edges_stay_within_0_and_1() -> None:
    model = BetaGeometric(0.5, 6.0, 0.9, 1.6, 0.0, COVARIANCE, 1)
    rows = {"x": [0, 0, 1e6, 1e6, 1], "t_x": [0, 0, 0, 1e4, 0], "age": [0, 1e6, 1e4, 1e4, 0]}
    interval = probability_active_interval(model, **rows)
    every = np.concatenate([interval.low, probability_active(model, **rows), interval.high])
    assert ((every >= 0) & (every <= 1)).all()


def naive_probability(at: tuple[float, ...], x: int, t_x: float, age: float) -> float:
    r, alpha, a, b = at
    stays = log_beta(a, b + x + 1) - (r + x) * math.log(alpha + age)
    left = log_beta(a + 1, b + x) - (r + x) * math.log(alpha + t_x)
    return 1 / (1 + math.exp(min(left - stays, 700)))


def naive_interval(at: tuple[float, ...], row: tuple[int, float, float]) -> tuple[float, float]:
    def log_odds(logs: np.ndarray) -> float:
        r, alpha, a, b = (math.exp(value) for value in logs)
        x, t_x, age = row
        return math.log((b + x) / a) - (r + x) * math.log((alpha + age) / (alpha + t_x))

    here = np.log(at)
    slope = [(log_odds(here + step) - log_odds(here - step)) / 2e-5 for step in 1e-5 * np.eye(4)]
    reach = 1.2815515655446004 * math.sqrt(slope @ COVARIANCE @ np.array(slope))
    ends = (log_odds(here) - reach, log_odds(here) + reach)
    low, high = (1 / (1 + math.exp(min(-end, 700))) for end in ends)
    return low, high


def log_beta(a: float, b: float) -> float:
    return math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)


def simulated(
    random: np.random.Generator, truth: tuple[float, ...], customers: int
) -> dict[str, np.ndarray]:
    r, alpha, a, b = truth
    rates, chances = random.gamma(r, 1 / alpha, customers), random.beta(a, b, customers)
    rows = []
    for rate, chance in zip(rates, chances, strict=True):
        purchases = random.geometric(chance) - 1
        times = np.cumsum(random.exponential(1 / rate, min(purchases, 400)))
        times = times[times <= 52.0]
        rows.append((float(len(times)), times[-1] if len(times) else 0.0, 52.0))
    return dict(zip(("x", "t_x", "age"), np.array(rows).T, strict=True))
