"""The spend forecast against draws of purchases and values, one customer at a time."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regulars.estimates.beta_geometric import BetaGeometric
from regulars.estimates.gamma_gamma import GammaGamma, expected_value
from regulars.estimates.probability_active import probability_active
from regulars.estimates.purchase_intervals import PurchaseForecast, purchase_forecast
from regulars.estimates.spend_forecast import spend_factors, spend_forecast

CDNOW = GammaGamma(6.25, 3.74, 15.45, 0.0, 946)
# q + p·x below 2: no variance of a customer's mean value.
NO_VARIANCE = GammaGamma(0.8, 1.1, 15.45, 0.0, 946)
BUYERS = BetaGeometric(0.5248, 6.1831, 0.8914, 1.614, 0.0, np.zeros((4, 4)), 2357)
FREQUENT_BUYERS = BetaGeometric(1.5, 4.0, 0.4, 4.0, 0.0, np.zeros((4, 4)), 1)
ROWS = {
    "x": np.array([0.0, 1, 2, 5, 20, 300]),
    "t_x": np.array([0.0, 30, 35, 37, 38.5, 39]),
    "age": np.array([10.0, 39, 39, 39, 39, 39]),
}
MEAN_VALUE = np.array([np.nan, 30.0, 22.35, 60.0, 10.0, 35.0])


@pytest.mark.parametrize("model", [CDNOW, NO_VARIANCE])
@pytest.mark.parametrize("buyers", [BUYERS, FREQUENT_BUYERS])
def test_eight_of_ten_drawn_spends_lie_within(buyers: BetaGeometric, model: GammaGamma) -> None:
    forecast = purchase_forecast(buyers, **ROWS, horizon=39)
    spend = spend_forecast(model, purchases=forecast, x=ROWS["x"], mean_value=MEAN_VALUE)
    held = []
    for which in range(len(MEAN_VALUE)):
        drawn = drawn_spends(np.random.default_rng(which), buyers, model, which)
        below = (drawn < spend.low[which]).mean() if spend.low[which] > 0 else 0.1
        above = (drawn > spend.high[which]).mean()
        assert below == pytest.approx(0.1, abs=0.03)
        assert above == pytest.approx(0.1, abs=0.04)
        held.append(1 - below - above)
    assert np.mean(held) == pytest.approx(0.8, abs=0.015)


def test_the_mean_is_that_of_the_draws() -> None:
    forecast = purchase_forecast(BUYERS, **ROWS, horizon=39)
    spend = spend_forecast(CDNOW, purchases=forecast, x=ROWS["x"], mean_value=MEAN_VALUE)
    for which in range(len(MEAN_VALUE)):
        drawn = drawn_spends(np.random.default_rng(which), BUYERS, CDNOW, which)
        assert spend.mean[which] == pytest.approx(drawn.mean(), rel=0.05)


def test_the_mean_is_expected_purchases_times_expected_value() -> None:
    forecast = purchase_forecast(BUYERS, **ROWS, horizon=39)
    spend = spend_forecast(CDNOW, purchases=forecast, x=ROWS["x"], mean_value=MEAN_VALUE)
    value = expected_value(CDNOW, x=ROWS["x"], mean_value=MEAN_VALUE)
    assert spend.mean == pytest.approx(forecast.mean * value, rel=1e-12)


def test_the_factors_of_a_group_serve_each_of_its_customers() -> None:
    group = {name: column[2:3] for name, column in ROWS.items()}
    factors = spend_factors(
        CDNOW, purchases=purchase_forecast(BUYERS, **group, horizon=39), x=group["x"]
    )
    pair = {name: np.repeat(column, 2) for name, column in group.items()}
    spend = spend_forecast(
        CDNOW,
        purchases=purchase_forecast(BUYERS, **pair, horizon=39),
        x=pair["x"],
        mean_value=[10.0, 90.0],
    )
    scale = CDNOW.v + 2 * np.array([10.0, 90.0])
    assert spend.high == pytest.approx(factors.high[0] * scale, rel=1e-12)
    assert spend.low == pytest.approx(factors.low[0] * scale, rel=1e-12)


def test_who_most_likely_buys_nothing_may_spend_nothing() -> None:
    forecast = purchase_forecast(BUYERS, x=[9], t_x=[5.0], age=[90.0], horizon=13)
    assert forecast.probability_none[0] > 0.9
    spend = spend_forecast(CDNOW, purchases=forecast, x=[9], mean_value=[50.0])
    assert (spend.low[0], spend.high[0]) == (0.0, 0.0)
    assert spend.mean[0] > 0


@pytest.mark.filterwarnings("error")
@settings(deadline=None, max_examples=60)
@given(
    p=st.floats(0.05, 100.0),
    q=st.floats(1.001, 100.0),
    x=st.integers(0, 500),
    mean_value=st.floats(0.01, 1e8),
    horizon=st.floats(0, 100),
    level=st.floats(0.01, 0.99),
)
def test_any_customer_has_a_finite_interval(
    p: float, q: float, x: int, mean_value: float, horizon: float, level: float
) -> None:
    row = {"x": [x], "t_x": [39.0 if x else 0.0], "age": [39.0]}
    forecast = purchase_forecast(BUYERS, **row, horizon=horizon, level=level)
    model = GammaGamma(p, q, 15.45, 0.0, 1)
    spend = spend_forecast(model, purchases=forecast, x=[x], mean_value=[mean_value])
    assert 0 <= spend.low[0] <= spend.high[0] < np.inf
    assert 0 <= spend.mean[0] < np.inf


def test_nobody_has_an_empty_forecast() -> None:
    nothing = np.zeros(0)
    forecast = PurchaseForecast(nothing, nothing, nothing, nothing, nothing)
    assert spend_forecast(CDNOW, purchases=forecast, x=[], mean_value=[]).mean.shape == (0,)


def drawn_spends(
    random: np.random.Generator, buyers: BetaGeometric, model: GammaGamma, which: int
) -> np.ndarray:
    x, age, draws = ROWS["x"][which], ROWS["age"][which], 40_000
    row = {name: column[which : which + 1] for name, column in ROWS.items()}
    active = random.random(draws) < probability_active(buyers, **row)[0]
    would = random.poisson(39 * random.gamma(buyers.r + x, 1 / (buyers.alpha + age), draws))
    until_leaving = random.geometric(random.beta(buyers.a, buyers.b + x + 1, draws).clip(1e-9))
    bought = np.where(active, np.minimum(would, until_leaving), 0)
    scale = model.v + (x * MEAN_VALUE[which] if x else 0.0)
    rates = random.gamma(model.q + model.p * x, 1 / scale, draws)
    return np.where(bought > 0, random.gamma(model.p * np.maximum(bought, 1)) / rates, 0.0)
