"""The forecasts of BG/NBD, MBG/CNBD-k, Pareto/NBD and NBD against draws and against plain sums."""

import math

import numpy as np
import pytest
from scipy import integrate, stats

from regulars.estimates.beta_geometric import BetaGeometric
from regulars.estimates.expected_purchases import expected_purchases
from regulars.estimates.nbd import Nbd
from regulars.estimates.pareto_nbd import ParetoNbd
from regulars.estimates.probability_active import probability_active
from regulars.estimates.purchase_intervals import purchase_forecast
from regulars.estimates.purchases_ahead import PurchaseModel

Row = tuple[int, float, float]
NONE = np.zeros((4, 4))
ROWS: list[Row] = [
    (0, 0.0, 39.0),
    (2, 30.43, 38.86),
    (9, 38.0, 39.0),
    (60, 51.0, 52.0),
    (1, 0.0, 5.0),
]
MODELS: list[PurchaseModel] = [
    BetaGeometric(0.2426, 4.4136, 0.7929, 2.4259, 0.0, NONE, 1, first=0),
    BetaGeometric(0.6, 2.3, 1.1, 1.6, 0.0, NONE, 1, k=2),
    BetaGeometric(1.6, 34.0, 1.0, 6.0, 0.0, NONE, 1, k=4),
    ParetoNbd(0.5533, 10.578, 0.6062, 11.669, 0.0, NONE, 1),
    ParetoNbd(2.4, 2.0, 28.6, 892.0, 0.0, NONE, 1),
    Nbd(0.3848, 12.072, 0.0, NONE[:2, :2], 1),
]


@pytest.mark.parametrize("row", ROWS)
@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.name)
def test_it_is_what_drawn_customers_do(model: PurchaseModel, row: Row) -> None:
    horizon, draws = 39.0, 30_000
    bought = drawn(np.random.default_rng(4), model, row, horizon, draws)
    forecast = purchase_forecast(model, **_columns([row]), horizon=horizon)
    error = 4 * math.sqrt(0.25 / draws)
    assert forecast.probability_none[0] == pytest.approx((bought == 0).mean(), abs=error)
    spread = float(bought.std()) / math.sqrt(draws)
    assert forecast.mean[0] == pytest.approx(bought.mean(), abs=4 * spread + 1e-9)
    assert forecast.mean_of_square[0] == pytest.approx((bought**2).mean(), rel=0.06, abs=0.01)
    for end, probability in ((forecast.low[0], 0.1), (forecast.high[0], 0.9)):
        assert (bought <= end).mean() >= probability - error
        assert (bought < end).mean() <= probability + error


@pytest.mark.parametrize("model", MODELS[3:5], ids=("CDNOW", "late leavers"))
def test_leaving_at_any_time_is_summed_as_its_integral(model: ParetoNbd) -> None:
    for x, t_x, age in ROWS:
        forecast = purchase_forecast(model, x=[x], t_x=[t_x], age=[age], horizon=26.0)
        active = probability_active(model, x=[x], t_x=[t_x], age=[age])[0]
        first, _ = integrate.quad(
            lambda t, x=x, age=age: (
                (model.r + x)
                * (model.alpha + age) ** (model.r + x)
                / (model.alpha + age + t) ** (model.r + x + 1)
                * ((model.beta + age) / (model.beta + age + t)) ** model.s
            ),
            0.0,
            26.0,
        )
        assert 1 - forecast.probability_none[0] == pytest.approx(active * first, rel=1e-8)
        expected = expected_purchases(model, x=[x], t_x=[t_x], age=[age], horizon=26.0)
        assert forecast.mean[0] == pytest.approx(expected[0], rel=1e-6)


def test_nothing_happens_at_s_equal_to_1() -> None:
    row = {"x": [3], "t_x": [20.0], "age": [30.0], "horizon": 40.0}
    around = [
        expected_purchases(ParetoNbd(0.5, 10.0, s, 12.0, 0.0, NONE, 1), **row)[0]
        for s in (1 - 1e-9, 1.0, 1 + 1e-9)
    ]
    assert around == pytest.approx([around[1]] * 3, rel=1e-8)


def test_the_nbd_is_the_negative_binomial_of_the_textbook() -> None:
    forecast = purchase_forecast(MODELS[5], **_columns([(2, 30.0, 39.0)]), horizon=26.0)
    share = 26.0 / (12.072 + 39.0 + 26.0)
    textbook = stats.nbinom(2.3848, 1 - share)
    assert forecast.probability_none[0] == pytest.approx(textbook.pmf(0), rel=1e-12)
    assert forecast.mean[0] == pytest.approx(textbook.mean(), rel=1e-10)
    assert (forecast.low[0], forecast.high[0]) == tuple(textbook.ppf([0.1, 0.9]))


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.name)
def test_the_edges_are_finite(model: PurchaseModel) -> None:
    rows = [(0, 0.0, 0.0), (0, 0.0, 1e5), (20_000, 0.0, 1e3), (5000, 1e3, 1e3), (1, 0.0, 0.0)]
    for horizon in (0.0, 1e-300, 1.0, 60.0):
        forecast = purchase_forecast(model, **_columns(rows), horizon=horizon)
        for column in vars(forecast).values():
            assert np.isfinite(column).all() and np.min(column) >= 0
        assert (forecast.probability_none <= 1).all()


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.name)
def test_the_slope_of_the_odds_is_that_of_finite_differences(model: PurchaseModel) -> None:
    x, t_x, age = np.array([row for row in ROWS if row[1] < row[2]], dtype=float).T
    slope = model.log_odds_slope(x, t_x, age)
    for which, name in enumerate(model.parameters):
        ahead, behind = (
            _with(model, name, math.exp(step)).log_odds_active(x, t_x, age)
            for step in (1e-5, -1e-5)
        )
        with np.errstate(invalid="ignore"):
            numeric = np.nan_to_num((ahead - behind) / 2e-5)
        assert slope[which] == pytest.approx(numeric, rel=1e-5, abs=1e-5)


def drawn(
    random: np.random.Generator, model: PurchaseModel, row: Row, horizon: float, draws: int
) -> np.ndarray:
    """Purchases ahead, from draws of rate, phase and leaving given the history."""
    x, t_x, age = row
    active = random.random(draws) < probability_active(model, **_columns([row]))[0]
    at = model.parameters
    k = getattr(model, "k", 1)
    phase = np.zeros(draws, dtype=int)
    if k > 1:
        weights = [
            (age - t_x) ** j / math.factorial(j)
            * math.exp(math.lgamma(at["r"] + k * x + j) - math.lgamma(at["r"] + k * x))
            / (at["alpha"] + age) ** j
            for j in range(k)
        ]  # fmt: skip
        phase = random.choice(k, draws, p=np.array(weights) / sum(weights))
    rate = random.gamma(at["r"] + k * x + phase, 1 / (at["alpha"] + age), draws)
    if isinstance(model, ParetoNbd):
        leaving = random.gamma(model.s, 1 / (model.beta + age), draws)
        lasts = np.minimum(random.exponential(1, draws) / leaving, horizon)
        would = random.poisson(rate * lasts)
    else:
        would = (phase + random.poisson(rate * horizon)) // k
        if isinstance(model, BetaGeometric):
            chance = random.beta(model.a, model.b + x + model.first, draws).clip(1e-9)
            would = np.minimum(would, random.geometric(chance))
    return np.where(active, would, 0).astype(float)


def _with(model: PurchaseModel, name: str, factor: float) -> PurchaseModel:
    values = {field: getattr(model, field) for field in model.__dataclass_fields__}
    return type(model)(**{**values, name: values[name] * factor})


def _columns(rows: list[Row]) -> dict[str, np.ndarray]:
    return dict(zip(("x", "t_x", "age"), np.array(rows, dtype=float).T, strict=True))
