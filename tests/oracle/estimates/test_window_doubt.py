"""Busy and quiet times widen what is said of each customer, as far as the past says they do."""

from __future__ import annotations

import numpy as np
import pytest

from regulars.estimates.candidates import MBG_NBD, NBD, OfPurchases, fit_purchases
from regulars.estimates.forecaster import doubt_ahead
from regulars.estimates.order_days import Histories
from regulars.estimates.purchase_intervals import PurchaseForecast, forecast_of_blocks
from regulars.estimates.scores import count_scores
from regulars.estimates.window_doubt import blocks_in_doubt, measured_doubt

SEED, CUSTOMERS, KNOWN_DAYS, AHEAD_DAYS = 45, 6_000, 364, 182
DOUBT = 0.4


def drawn() -> tuple[Histories, np.ndarray]:
    """Customers who never leave, each at a rate of their own, and these rates a day."""
    rng = np.random.default_rng(SEED)
    rate = rng.gamma(2.0, 0.02, CUSTOMERS)
    x = rng.poisson(rate * KNOWN_DAYS).astype(np.float64)
    last = np.where(x > 0, KNOWN_DAYS * rng.random(CUSTOMERS) ** (1 / np.maximum(x, 1)), 0.0)
    age = np.full(CUSTOMERS, float(KNOWN_DAYS))
    nothing = np.zeros((CUSTOMERS, 0))
    past = Histories(0, np.arange(CUSTOMERS), x, last, age, np.zeros(CUSTOMERS), nothing)
    return past, rate


def fitted(past: Histories, name: str) -> OfPurchases:
    return fit_purchases(name, **past.in_weeks, count=np.ones(len(past.x)))


def forecast(candidate: OfPurchases, past: Histories, doubt: float) -> PurchaseForecast:
    blocks = blocks_in_doubt(candidate, past, days=AHEAD_DAYS, doubt=doubt)
    return forecast_of_blocks(blocks, rows=len(past.x), level=0.8)


def test_without_doubt_the_distribution_is_the_candidate_s() -> None:
    past, _ = drawn()
    candidate = fitted(past, MBG_NBD)
    own = forecast_of_blocks(candidate.blocks(past, days=AHEAD_DAYS), rows=len(past.x), level=0.8)
    for name in ("probability_none", "mean", "low", "high"):
        assert np.array_equal(getattr(own, name), getattr(forecast(candidate, past, 0.0), name))


def test_the_mean_stays_and_the_variance_grows_by_the_doubt() -> None:
    past, _ = drawn()
    candidate = fitted(past, NBD)
    sure, unsure = forecast(candidate, past, 0.0), forecast(candidate, past, DOUBT)
    np.testing.assert_allclose(unsure.mean, sure.mean, rtol=1e-3)
    grown = unsure.mean_of_square - sure.mean_of_square
    # Of Y given a factor with mean 1 and variance v the mean square of its mean grows by v.
    of_rates = sure.mean_of_square - sure.mean
    np.testing.assert_allclose(grown, of_rates * np.tanh(DOUBT) ** 2, rtol=0.01, atol=0.01)
    assert (unsure.high >= sure.high).all() and (unsure.high > sure.high).any()


def test_over_busy_and_quiet_windows_what_comes_is_spread_as_is_said() -> None:
    past, rate = drawn()
    candidate, rng = fitted(past, NBD), np.random.default_rng(SEED + 1)
    off = {}
    for doubt in (0.0, DOUBT):
        below, up_to = [], []
        for sign in (-1, 1):
            factor = np.exp(sign * DOUBT) / np.cosh(DOUBT)
            came = rng.poisson(rate * AHEAD_DAYS * factor).astype(np.float64)
            blocks = blocks_in_doubt(candidate, past, days=AHEAD_DAYS, doubt=doubt)
            scores = count_scores(blocks, came=came)
            below.append(scores.below)
            up_to.append(scores.up_to)
        middle = rng.uniform(np.concatenate(below), np.concatenate(up_to))
        off[doubt] = abs(((middle > 0.1) & (middle < 0.9)).mean() - 0.8)
    assert off[DOUBT] < 0.01
    assert off[0.0] > 0.05


def test_nobody_buys_on_more_days_than_there_are() -> None:
    past, _ = drawn()
    for block in blocks_in_doubt(fitted(past, NBD), past, days=3, doubt=DOUBT):
        assert len(block.chances) <= 3


def test_without_a_backtest_nothing_is_added() -> None:
    assert doubt_ahead(None, days=AHEAD_DAYS) == 0
    assert measured_doubt(misses=[], longer=2.0) == 0


def test_what_windows_were_off_is_measured_and_grows_with_the_length() -> None:
    assert measured_doubt(misses=[0.1, -0.1], longer=1.0) == pytest.approx(0.1)
    assert measured_doubt(misses=[0.1, -0.1], longer=0.5) == pytest.approx(0.1)
    assert measured_doubt(misses=[0.1, -0.1], longer=8.0) == pytest.approx(0.2)
