"""How sure a chance is, against fits of other draws, and of windows that differ."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import special

from regulars.estimates.beta_geometric import fit_mbg_nbd
from regulars.estimates.chance_interval import (
    chance_interval,
    chance_of_any,
    log_odds_error,
    window_error,
)
from regulars.estimates.scores import Bin
from regulars.estimates.totals import PRIOR_SPREAD

ASKED = {
    "x": np.array([0.0, 2.0, 8.0]),
    "t_x": np.array([0.0, 20.0, 50.0]),
    "age": np.array([30.0, 30.0, 52.0]),
}


def test_the_error_is_how_far_fits_of_bootstrapped_customers_lie_apart() -> None:
    rng = np.random.default_rng(2)
    customers = 1500
    rate, leaves = rng.gamma(0.8, 0.2, customers), rng.beta(0.7, 2.5, customers)
    rows = []
    for one in range(customers):
        at, x, last = 0.0, 0, 0.0
        while rng.random() >= leaves[one]:
            at += rng.exponential(1 / rate[one])
            if at > 52:
                break
            x, last = x + 1, at
        rows.append((x, last, 52.0))
    x, t_x, age = np.array(rows).T

    def said(rows: np.ndarray) -> np.ndarray:
        model = fit_mbg_nbd(x=x[rows], t_x=t_x[rows], age=age[rows], count=np.ones(customers))
        return special.logit(chance_of_any(model, **ASKED, horizon=26.0))

    whole = fit_mbg_nbd(x=x, t_x=t_x, age=age, count=np.ones(customers))
    error = log_odds_error(whole, **ASKED, horizon=26.0)
    drawn = np.array([said(rng.integers(0, customers, customers)) for _ in range(60)])
    assert error == pytest.approx(drawn.std(axis=0), rel=0.35)


def test_windows_that_were_off_together_widen_it() -> None:
    near = [[Bin(0.4, 0.5, 1000, 0.45, 450)] for _ in range(5)]
    far = [[Bin(0.4, 0.5, 1000, 0.45, came)] for came in (300, 600, 320, 580, 610)]
    assert window_error([]) == pytest.approx(PRIOR_SPREAD)
    assert window_error(near) < PRIOR_SPREAD < window_error(far)


def test_it_stays_between_nothing_and_certainty() -> None:
    interval = chance_interval(
        chance=np.array([0.0, 0.001, 0.5, 0.999, 1.0]),
        own_error=np.full(5, 2.0),
        between_windows=0.5,
    )
    assert ((interval.low >= 0) & (interval.high <= 1) & (interval.low <= interval.high)).all()
    assert interval.low[2] == pytest.approx(1 - interval.high[2])
