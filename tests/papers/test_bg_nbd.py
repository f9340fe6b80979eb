"""BG/NBD on CDNOW: the figures of science.md, section 1."""

import numpy as np
import pytest

from regulars.estimates.beta_geometric import BetaGeometric, fit_bg_nbd
from regulars.estimates.expected_purchases import expected_purchases
from regulars.estimates.probability_active import probability_active

PUBLISHED = BetaGeometric(0.2426, 4.4136, 0.7929, 2.4259, -9582.43, np.zeros((4, 4)), 2357, first=0)
CUSTOMER = {"x": [2], "t_x": [30.43], "age": [38.86]}


def test_a_customer_with_two_repeats_is_active_with_the_published_probability() -> None:
    assert probability_active(PUBLISHED, **CUSTOMER)[0] == pytest.approx(0.727, abs=0.0005)


def test_the_same_customer_is_expected_to_buy_as_often_as_published() -> None:
    expected = expected_purchases(PUBLISHED, **CUSTOMER, horizon=39)
    assert expected[0] == pytest.approx(1.226, abs=0.0005)


def test_who_never_came_back_is_said_to_be_active_for_certain() -> None:
    assert probability_active(PUBLISHED, x=[0], t_x=[0], age=[38.86])[0] == 1.0


def test_the_fit_gives_the_published_parameters(cdnow: dict[str, np.ndarray]) -> None:
    model = _fitted(cdnow)
    assert model.name == "BG/NBD"
    found = tuple(round(value, 4) for value in model.parameters.values())
    assert found == (0.2426, 4.4136, 0.7929, 2.4259)
    assert round(model.log_likelihood, 2) == -9582.43


def test_it_misleads_about_who_is_active(cdnow: dict[str, np.ndarray]) -> None:
    assert probability_active(_fitted(cdnow), **_histories(cdnow)).mean() == pytest.approx(
        0.813, abs=0.0005
    )


def test_the_holdout_errors_are_the_published_ones(cdnow: dict[str, np.ndarray]) -> None:
    expected = expected_purchases(_fitted(cdnow), **_histories(cdnow), horizon=39)
    error = expected - cdnow["purchases_after"]
    assert np.abs(error).mean() == pytest.approx(0.786, abs=0.001)
    assert np.sqrt((error**2).mean()) == pytest.approx(1.608, abs=0.0005)
    assert expected.sum() / cdnow["purchases_after"].sum() - 1 == pytest.approx(-0.121, abs=0.0006)


def _fitted(cdnow: dict[str, np.ndarray]) -> BetaGeometric:
    return fit_bg_nbd(**_histories(cdnow), count=np.ones_like(cdnow["x"]))


def _histories(cdnow: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    return {name: cdnow[name] for name in ("x", "t_x", "age")}
