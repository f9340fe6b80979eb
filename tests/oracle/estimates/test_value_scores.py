"""Scores of forecasts of spend against their definitions."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from regulars.estimates.value_forecast import LEVELS, ValueForecast
from regulars.estimates.value_scores import value_scores


def forecast(none: float, scale: float, rows: int) -> ValueForecast:
    """Nothing with a chance, else lognormal."""
    level = np.clip((LEVELS - none) / (1 - none), 0, 1)
    quantiles = np.where(level > 0, stats.lognorm.ppf(level, 1.0, scale=scale), 0.0)
    mean = (1 - none) * scale * np.exp(0.5)
    every = np.repeat(quantiles[:, np.newaxis], rows, axis=1)
    return ValueForecast(np.full(rows, mean), np.full(rows, none), every)


@pytest.fixture(scope="module")
def spent() -> np.ndarray:
    rng = np.random.default_rng(7)
    some = rng.random(20_000) >= 0.35
    return np.where(some, np.exp(rng.normal(np.log(500.0), 1.0, 20_000)), 0.0)


def test_what_is_right_reaches_its_levels_and_covers_what_it_says(spent: np.ndarray) -> None:
    found = value_scores(forecast(0.35, 500.0, len(spent)), spent=spent)
    assert found.pit_ks < 0.015
    assert found.coverage80 == pytest.approx(0.8, abs=0.01)


def test_what_is_wrong_scores_worse_in_either_direction(spent: np.ndarray) -> None:
    right, low, high = (
        value_scores(forecast(0.35, scale, len(spent)), spent=spent) for scale in (500, 250, 1000)
    )
    assert right.crps.mean() < min(low.crps.mean(), high.crps.mean())
    assert min(low.pit_ks, high.pit_ks) > 0.1


def test_the_score_is_twice_the_mean_quantile_loss() -> None:
    said = forecast(0.0, 500.0, 1)
    found = value_scores(said, spent=np.array([700.0]))
    losses = [
        (level if q <= 700 else level - 1) * (700 - q)
        for level, q in zip(LEVELS, said.quantiles[:, 0], strict=True)
    ]
    assert found.crps[0] == pytest.approx(2 * np.mean(losses))
