"""MBG/NBD on CDNOW: the figures of science.md, section 1."""

import numpy as np
import pytest

from regulars.estimates.beta_geometric import BetaGeometric, fit_mbg_nbd
from regulars.estimates.expected_purchases import expected_purchases
from regulars.estimates.probability_active import probability_active
from regulars.estimates.purchase_intervals import purchase_forecast

PUBLISHED = BetaGeometric(0.5248, 6.1831, 0.8914, 1.614, -9582.14, np.zeros((4, 4)), 2357)
CUSTOMER = {"x": [2], "t_x": [30.43], "age": [38.86]}


def test_a_customer_with_two_repeats_is_active_with_the_published_probability() -> None:
    assert probability_active(PUBLISHED, **CUSTOMER)[0] == pytest.approx(0.706, abs=0.0005)


def test_the_same_customer_is_expected_to_buy_as_often_as_published() -> None:
    expected = expected_purchases(PUBLISHED, **CUSTOMER, horizon=39)
    assert expected[0] == pytest.approx(1.263, abs=0.0005)


def test_the_forecast_has_the_published_mean_and_covers_it() -> None:
    forecast = purchase_forecast(PUBLISHED, **CUSTOMER, horizon=39)
    assert forecast.mean[0] == pytest.approx(1.263, abs=0.0005)
    assert (forecast.low[0], forecast.high[0]) == (0, 3)


def test_without_a_repeat_purchase_a_customer_may_have_left() -> None:
    # Plain BG/NBD says 1 here.
    active = probability_active(PUBLISHED, x=[0], t_x=[0], age=[38.86])
    silence = (6.1831 + 38.86) / 6.1831
    assert active[0] == pytest.approx(1 / (1 + 0.8914 / 1.614 * silence**0.5248), rel=1e-12)


def test_the_sample_is_the_published_one(cdnow: dict[str, np.ndarray]) -> None:
    x = cdnow["x"]
    assert (len(x), x.sum(), (x == 0).sum()) == (2357, 2457, 1411)
    assert cdnow["purchases_after"].sum() == 1882
    assert (cdnow["purchases_after"] > 0).mean() == pytest.approx(0.290, abs=0.0005)


def test_the_fit_gives_the_published_parameters(cdnow: dict[str, np.ndarray]) -> None:
    model = _fitted(cdnow)
    assert (round(model.r, 4), round(model.alpha, 4)) == (0.5248, 6.1831)
    assert (round(model.a, 4), round(model.b, 3)) == (0.8914, 1.614)
    assert round(model.log_likelihood, 2) == -9582.14
    assert model.customers == 2357


def test_the_holdout_errors_are_the_published_ones(cdnow: dict[str, np.ndarray]) -> None:
    expected = expected_purchases(_fitted(cdnow), **_histories(cdnow), horizon=39)
    error = expected - cdnow["purchases_after"]
    assert np.abs(error).mean() == pytest.approx(0.765, abs=0.0005)
    assert np.sqrt((error**2).mean()) == pytest.approx(1.607, abs=0.0005)
    assert expected.sum() / cdnow["purchases_after"].sum() - 1 == pytest.approx(-0.162, abs=0.0005)


def _fitted(cdnow: dict[str, np.ndarray]) -> BetaGeometric:
    return fit_mbg_nbd(**_histories(cdnow), count=np.ones_like(cdnow["x"]))


def _histories(cdnow: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    return {name: cdnow[name] for name in ("x", "t_x", "age")}
