"""Pareto/NBD on CDNOW: the figures of science.md, section 1."""

import numpy as np
import pytest

from regulars.estimates.expected_purchases import expected_purchases
from regulars.estimates.pareto_nbd import ParetoNbd, fit_pareto_nbd
from regulars.estimates.probability_active import probability_active
from regulars.estimates.purchase_intervals import purchase_forecast

PUBLISHED = ParetoNbd(0.5533, 10.578, 0.6062, 11.669, -9594.98, np.zeros((4, 4)), 2357)
CUSTOMER = {"x": [2], "t_x": [30.43], "age": [38.86]}
HEAVY = {"x": [26], "t_x": [30.86], "age": [31]}


def test_two_customers_are_active_with_the_published_probabilities() -> None:
    assert probability_active(PUBLISHED, **CUSTOMER)[0] == pytest.approx(0.869, abs=0.0005)
    assert probability_active(PUBLISHED, **HEAVY)[0] == pytest.approx(0.998, abs=0.0005)


def test_the_same_customers_are_expected_to_buy_as_often_as_published() -> None:
    expected = expected_purchases(PUBLISHED, **CUSTOMER, horizon=39)
    assert expected[0] == pytest.approx(1.455, abs=0.0005)
    assert expected_purchases(PUBLISHED, **HEAVY, horizon=52)[0] == pytest.approx(25.46, abs=0.005)


def test_the_forecast_has_the_published_mean() -> None:
    forecast = purchase_forecast(PUBLISHED, **CUSTOMER, horizon=39)
    assert forecast.mean[0] == pytest.approx(1.455, abs=0.0005)
    assert purchase_forecast(PUBLISHED, **HEAVY, horizon=52).mean[0] == pytest.approx(
        25.46, abs=0.005
    )


def test_the_fit_gives_the_published_parameters(cdnow: dict[str, np.ndarray]) -> None:
    model = _fitted(cdnow)
    assert (round(model.r, 4), round(model.alpha, 3)) == (0.5533, 10.578)
    assert (round(model.s, 4), round(model.beta, 3)) == (0.6062, 11.669)
    assert round(model.log_likelihood, 2) == -9594.98


def test_fewer_than_half_are_active(cdnow: dict[str, np.ndarray]) -> None:
    assert probability_active(_fitted(cdnow), **_histories(cdnow)).mean() == pytest.approx(
        0.446, abs=0.0005
    )


def test_the_holdout_errors_are_the_published_ones(cdnow: dict[str, np.ndarray]) -> None:
    expected = expected_purchases(_fitted(cdnow), **_histories(cdnow), horizon=39)
    error = expected - cdnow["purchases_after"]
    assert np.abs(error).mean() == pytest.approx(0.755, abs=0.0005)
    assert np.sqrt((error**2).mean()) == pytest.approx(1.603, abs=0.0005)
    assert expected.sum() / cdnow["purchases_after"].sum() - 1 == pytest.approx(-0.115, abs=0.0005)


def _fitted(cdnow: dict[str, np.ndarray]) -> ParetoNbd:
    return fit_pareto_nbd(**_histories(cdnow), count=np.ones_like(cdnow["x"]))


def _histories(cdnow: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    return {name: cdnow[name] for name in ("x", "t_x", "age")}
