"""The purchase forecast against the printed distribution, added up one n at a time."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regulars.estimates.beta_geometric import BetaGeometric
from regulars.estimates.expected_purchases import expected_purchases
from regulars.estimates.more_than import ActiveBlock, Block, blocks_of_model
from regulars.estimates.probability_active import probability_active
from regulars.estimates.purchase_intervals import forecast_of_blocks, purchase_forecast

RATE = st.floats(0.05, 10.0)
CDNOW = (0.5248, 6.1831, 0.8914, 1.614)
Row = tuple[int, float, float]


@st.composite
def histories(draw: st.DrawFn) -> Row:
    x = draw(st.integers(0, 40))
    age = draw(st.floats(1, 100))
    return x, age * draw(st.floats(0, 1)) if x else 0.0, age


@settings(deadline=None, max_examples=60)
@given(
    at=st.tuples(RATE, st.floats(0.5, 30.0), RATE, RATE),
    row=histories(),
    horizon=st.floats(0, 40),
    level=st.sampled_from([0.5, 0.8, 0.95]),
)
def test_it_is_the_printed_distribution(
    at: tuple[float, ...], row: Row, horizon: float, level: float
) -> None:
    check_against_naive(at, row, horizon, level)


@pytest.mark.parametrize("row", [(300, 39.0, 39.0), (2000, 38.9, 39.0), (4000, 39.0, 39.0)])
def test_it_is_right_for_heavy_buyers(row: Row) -> None:
    check_against_naive((0.5248, 6.1831, 0.08914, 1.614), row, 39.0, 0.8)


def test_many_rows_of_all_kinds_have_the_mean_that_is_expected() -> None:
    random = np.random.default_rng(2)
    x = np.floor(random.pareto(0.8, 20_000)).clip(0, 400)
    age = random.uniform(10, 100, 20_000)
    rows = {"x": x, "t_x": np.where(x > 0, age * random.random(20_000) ** 0.2, 0.0), "age": age}
    forecast = purchase_forecast(_model(CDNOW), **rows, horizon=39)
    expected = expected_purchases(_model(CDNOW), **rows, horizon=39)
    assert forecast.mean == pytest.approx(expected, rel=1e-9, abs=1e-12)
    assert expected.max() > 200
    assert (forecast.low <= forecast.high).all()
    assert (forecast.mean_of_square >= forecast.mean * (1 - 1e-12)).all()


def test_it_is_what_simulated_customers_do() -> None:
    random, row, horizon = np.random.default_rng(4), (4, 30.0, 39.0), 39.0
    bought = simulated_purchases(random, CDNOW, row, horizon)
    forecast = purchase_forecast(_model(CDNOW), **_columns([row]), horizon=horizon)
    assert forecast.probability_none[0] == pytest.approx((bought == 0).mean(), abs=0.01)
    assert forecast.mean[0] == pytest.approx(bought.mean(), rel=0.03)
    assert forecast.mean_of_square[0] == pytest.approx((bought**2).mean(), rel=0.06)
    assert (bought < forecast.low[0]).mean() <= 0.11
    assert (bought > forecast.high[0]).mean() <= 0.11


def test_a_row_s_forecast_does_not_depend_on_its_neighbours() -> None:
    rows = [(x, 30.0 if x else 0.0, 39.0) for x in (0, 1, 5, 800, 2)]
    together = purchase_forecast(_model(CDNOW), **_columns(rows), horizon=39)
    for which, row in enumerate(rows):
        alone = purchase_forecast(_model(CDNOW), **_columns([row]), horizon=39)
        assert together.mean[which] == pytest.approx(alone.mean[0], rel=1e-11)
        assert (together.low[which], together.high[which]) == (alone.low[0], alone.high[0])


@pytest.mark.parametrize("k", [1, 2, 5])
def test_rows_that_are_alike_have_what_each_has_added_up_alone(k: int) -> None:
    random = np.random.default_rng(5)
    x = random.integers(0, 12, 9_000).astype(float)
    age = random.choice([26.0, 39.0, 52.0], 9_000)
    t_x = np.where(x > 0, np.floor(age * random.random(9_000) ** 0.3), 0.0)
    model = BetaGeometric(1.2, 7.0, 0.9, 2.5, 0.0, np.zeros((4, 4)), 1, k=k)
    blocks = list(blocks_of_model(model, x=x, t_x=t_x, age=age, horizon=52.0))
    assert {type(block) for block in blocks} == {ActiveBlock}
    alone = [Block(block.rows, block.chances) for block in blocks]
    mine, other = (forecast_of_blocks(one, rows=9_000, level=0.8) for one in (blocks, alone))
    for figure in ("probability_none", "mean", "mean_of_square"):
        assert getattr(mine, figure) == pytest.approx(getattr(other, figure), rel=1e-11, abs=1e-13)
    assert mine.low.tolist() == other.low.tolist()
    assert mine.high.tolist() == other.high.tolist()
    assert mine.high.max() > 10


@pytest.mark.filterwarnings("error")
def test_the_edges_are_finite() -> None:
    rows = [(0, 0.0, 0.0), (0, 0.0, 1e6), (100_000, 0.0, 1e3), (5000, 1e3, 1e3), (1, 0.0, 0.0)]
    for horizon in (0.0, 1e-300, 1.0, 100.0):
        forecast = purchase_forecast(_model(CDNOW), **_columns(rows), horizon=horizon)
        for column in vars(forecast).values():
            assert np.isfinite(column).all() and np.min(column) >= 0
        assert (forecast.probability_none <= 1).all()
    nothing = purchase_forecast(_model(CDNOW), **_columns(rows), horizon=0.0)
    assert nothing.probability_none.tolist() == [1.0] * 5
    assert nothing.mean.tolist() == nothing.high.tolist() == [0.0] * 5
    assert purchase_forecast(_model(CDNOW), x=[], t_x=[], age=[], horizon=9.0).mean.shape == (0,)


def check_against_naive(at: tuple[float, ...], row: Row, horizon: float, level: float) -> None:
    model = _model(at)
    forecast = purchase_forecast(model, **_columns([row]), horizon=horizon, level=level)
    active = probability_active(model, **_columns([row]))[0]
    pmf = naive_distribution(at, row, horizon, active)
    counts = np.arange(len(pmf))
    assert forecast.probability_none[0] == pytest.approx(pmf[0], abs=1e-9)
    assert forecast.mean[0] == pytest.approx((counts * pmf).sum(), rel=1e-6, abs=1e-9)
    square = (counts**2.0 * pmf).sum()
    assert forecast.mean_of_square[0] == pytest.approx(square, rel=1e-6, abs=1e-9)
    up_to = np.append(np.cumsum(pmf), 1.0)
    for end, probability in ((forecast.low, (1 - level) / 2), (forecast.high, (1 + level) / 2)):
        n = int(end[0])
        assert n == end[0]
        assert up_to[n] >= probability - 1e-9
        assert n == 0 or up_to[n - 1] < probability + 1e-9


def naive_distribution(
    at: tuple[float, ...], row: Row, horizon: float, active: float
) -> np.ndarray:
    """P(Y = n): stays all the time, or leaves at the n-th purchase, as the paper prints it."""
    r, alpha, a, b = at
    x, _, age = row
    shape, stay = r + x, b + x + 1
    share = horizon / (alpha + age + horizon)
    pmf, fewer = [], 0.0
    for n in range(int((shape * share + 40 + 12 * math.sqrt(shape)) / (1 - share)) + 2):
        ways = math.lgamma(shape + n) - math.lgamma(shape) - math.lgamma(n + 1)
        log_share = n * math.log(share) if share else (0.0 if n == 0 else -math.inf)
        would = math.exp(ways + shape * math.log1p(-share) + log_share)
        stays = math.exp(log_beta(a, stay + n) - log_beta(a, stay))
        leaves = math.exp(log_beta(a + 1, stay + n - 1) - log_beta(a, stay)) if n else 0.0
        pmf.append(active * (stays * would + leaves * max(1 - fewer, 0.0)))
        fewer += would
    pmf[0] += 1 - active
    return np.array(pmf)


def simulated_purchases(
    random: np.random.Generator, at: tuple[float, ...], row: Row, horizon: float
) -> np.ndarray:
    """Draws of the purchases ahead, from draws of rate and chance to leave given the history."""
    (r, alpha, a, b), (x, _, age) = at, row
    draws = 40_000
    active = random.random(draws) < probability_active(_model(at), **_columns([row]))[0]
    would = random.poisson(horizon * random.gamma(r + x, 1 / (alpha + age), draws))
    until_leaving = random.geometric(random.beta(a, b + x + 1, draws).clip(1e-9))
    return np.where(active, np.minimum(would, until_leaving), 0).astype(float)


def log_beta(a: float, b: float) -> float:
    return math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)


def _model(at: tuple[float, ...]) -> BetaGeometric:
    r, alpha, a, b = at
    return BetaGeometric(r, alpha, a, b, 0.0, np.zeros((4, 4)), 1)


def _columns(rows: list[Row]) -> dict[str, np.ndarray]:
    return dict(zip(("x", "t_x", "age"), np.array(rows, dtype=float).T, strict=True))
