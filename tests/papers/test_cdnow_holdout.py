"""Do the 80% intervals hold what they say? On the 39 weeks after the fit, which it has not seen."""

import numpy as np
import pytest
from scipy import special

from regulars.estimates.beta_geometric import BetaGeometric, fit_mbg_nbd
from regulars.estimates.gamma_gamma import fit_gamma_gamma
from regulars.estimates.probability_active import probability_active
from regulars.estimates.purchase_intervals import purchase_forecast
from regulars.estimates.spend_forecast import spend_forecast

HORIZON = 39.0
Columns = dict[str, np.ndarray]


@pytest.fixture(scope="module")
def model(cdnow: Columns) -> BetaGeometric:
    return fit_mbg_nbd(**_histories(cdnow), count=np.ones_like(cdnow["x"]))


def test_four_of_five_purchase_counts_fall_within_the_central_80_percent(
    cdnow: Columns, model: BetaGeometric
) -> None:
    bought = cdnow["purchases_after"]
    below = 1 - _chance_to_reach(bought, cdnow, model)
    up_to = 1 - _chance_to_reach(bought + 1, cdnow, model)
    assert _share_within(below, up_to).mean() == pytest.approx(0.789, abs=0.005)


def test_whole_numbers_make_the_purchase_interval_cover_more(
    cdnow: Columns, model: BetaGeometric
) -> None:
    forecast = purchase_forecast(model, **_histories(cdnow), horizon=HORIZON)
    bought = cdnow["purchases_after"]
    within = (forecast.low <= bought) & (bought <= forecast.high)
    assert within.mean() == pytest.approx(0.928, abs=0.005)


def test_four_of_five_spends_fall_within_the_central_80_percent(
    cdnow: Columns, model: BetaGeometric
) -> None:
    x, mean_value = cdnow["x"], cdnow["mean_value"]
    forecast = purchase_forecast(model, **_histories(cdnow), horizon=HORIZON)
    values = fit_gamma_gamma(x=x, mean_value=mean_value, count=np.ones_like(x))
    spend = spend_forecast(values, purchases=forecast, x=x, mean_value=mean_value)
    spent = cdnow["spend_after"]
    none = _share_within(np.zeros_like(spent), forecast.probability_none)
    some = (spend.low <= spent) & (spent <= spend.high)
    assert np.where(spent == 0, none, some).mean() == pytest.approx(0.782, abs=0.005)


def _share_within(below: np.ndarray, up_to: np.ndarray) -> np.ndarray:
    """A count takes a stretch of probability; this is how much of it lies in [.1, .9]."""
    inside = np.minimum(up_to, 0.9) - np.maximum(below, 0.1)
    return np.clip(inside, 0, None) / (up_to - below)


def _chance_to_reach(n: np.ndarray, cdnow: Columns, model: BetaGeometric) -> np.ndarray:
    share = HORIZON / (model.alpha + cdnow["age"] + HORIZON)
    stayed = model.b + cdnow["x"] + 1
    some = np.maximum(n, 1)
    potential = special.betainc(some, model.r + cdnow["x"], share)
    staying = special.poch(stayed, some - 1) / special.poch(model.a + stayed, some - 1)
    active = probability_active(model, **_histories(cdnow))
    return np.where(n == 0, 1.0, active * potential * staying)


def _histories(cdnow: Columns) -> Columns:
    return {name: cdnow[name] for name in ("x", "t_x", "age")}
