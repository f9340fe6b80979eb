"""Effort on simulated problems whose truth is known, and where there is too little to know it."""

import math

import numpy as np
import pytest

from regulars.estimates.effort import EffortModel, effort_units, fit_effort
from regulars.estimates.effort_drivers import DRIVERS
from regulars.estimates.effort_loss import loss_from_share, loss_of_effort

TRUTH = {
    "repeat_contacts": 1.4, "transfers": 0.0, "channel_switches": 0.3, "reopenings": 0.8,
    "explained_again": 0.5, "hours_open": 0.2,
}  # fmt: skip


def problems(seed: int, n: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Units, controls and who was lost; who buys often has more repeats, and stays anyway."""
    rng = np.random.default_rng(seed)
    often = rng.normal(size=n)
    counts = {name: rng.poisson(0.5, n) for name in DRIVERS}
    counts["repeat_contacts"] = rng.poisson(np.exp(-0.7 + 0.8 * often))
    counts["hours_open"] = rng.exponential(60.0, n)
    units = effort_units(counts)
    controls = np.column_stack([np.ones(n), often])
    linear = -1.5 - 1.5 * often + units @ np.array([TRUTH[name] for name in DRIVERS])
    lost = rng.random(n) < 1 / (1 + np.exp(-linear))
    return units, controls, lost.astype(float)


def test_a_unit_is_a_doubling_and_what_is_not_logged_is_none() -> None:
    counts = {name: [0.0, 1.0, 3.0, np.nan] for name in DRIVERS} | {"hours_open": [0, 24, 72, 24]}
    units = effort_units(counts)
    assert units[:, 0].tolist() == [0, 1, 2, 0]
    assert units[:, list(DRIVERS).index("hours_open")].tolist() == [0, 1, 2, 1]
    with pytest.raises(ValueError, match="negative"):
        effort_units({name: [-1.0] for name in DRIVERS})


def test_with_many_problems_the_weights_are_those_that_made_them() -> None:
    units, controls, lost = problems(seed=1, n=20_000)
    model = fit_effort(units=units, controls=controls, lost=lost)
    assert model.basis == "measured"
    errors = np.sqrt(np.diag(model.covariance))[: len(DRIVERS)]
    assert np.abs(model.weights - list(TRUTH.values())) == pytest.approx(0, abs=3.5 * errors.max())


def test_without_what_is_held_equal_the_repeats_of_good_customers_look_harmless() -> None:
    units, controls, lost = problems(seed=1, n=20_000)
    blind = fit_effort(units=units, controls=controls[:, :1], lost=lost)
    held = fit_effort(units=units, controls=controls, lost=lost)
    assert blind.weights[0] < 1.0 < held.weights[0]


@pytest.mark.parametrize(("n", "lost"), [(0, 0), (49, 25), (500, 9), (500, 491)])
def test_with_too_little_data_the_weights_are_the_prior_and_it_says_so(n: int, lost: int) -> None:
    gone = np.arange(n) < lost
    model = fit_effort(units=np.ones((n, 6)), controls=np.ones((n, 1)), lost=gone)
    assert model.basis == "prior"
    assert model.weights[0] == pytest.approx(math.log(2.5))
    assert model.weights.tolist() == [prior.mean for prior in DRIVERS.values()]
    assert np.sqrt(np.diag(model.covariance)).tolist() == pytest.approx([0.5] * 6)
    assert (model.problems, model.lost) == (n, lost)


def test_few_problems_move_the_weights_less_than_many() -> None:
    prior = math.log(2.5)
    moved = []
    for n in (60, 600, 6000):
        units, controls, lost = problems(seed=3, n=n)
        moved.append(fit_effort(units=units, controls=controls, lost=lost).weights[0] - prior)
    assert abs(moved[2] - (1.4 - prior)) < 0.1
    assert moved[0] != 0


def model() -> EffortModel:
    units, controls, lost = problems(seed=2, n=2_000)
    return fit_effort(units=units, controls=controls, lost=lost)


def test_no_effort_is_no_loss_and_more_is_more() -> None:
    units = np.zeros((3, 6))
    units[1, 0], units[2, 0] = 1, 2
    loss = loss_of_effort(model(), units=units, controls=np.tile([1.0, 0.0], (3, 1)))
    assert loss.loss[0] == loss.low[0] == loss.high[0] == 0
    assert 0 < loss.low[1] < loss.loss[1] < loss.high[1] < loss.loss[2] < 1
    assert loss.basis == "measured"


def test_the_interval_is_that_of_drawn_weights() -> None:
    fitted = model()
    units, controls = np.array([[1.0, 1, 0, 0, 0, 2]]), np.array([[1.0, 0.3]])
    told = loss_of_effort(fitted, units=units, controls=controls)
    drawn = np.random.default_rng(0).multivariate_normal(
        np.concatenate([fitted.weights, fitted.controls]), fitted.covariance, size=40_000
    )
    without = drawn[:, 6:] @ controls[0]
    losses = 1 / (1 + np.exp(-(without + drawn[:, :6] @ units[0]))) - 1 / (1 + np.exp(-without))
    low, high = np.quantile(losses, (0.1, 0.9))
    assert (told.low[0], told.high[0]) == pytest.approx((low, high), abs=0.01)


def test_with_the_prior_alone_the_loss_rests_on_the_share_lost_without_a_problem() -> None:
    little = fit_effort(units=np.ones((3, 6)), controls=np.ones((3, 1)), lost=[1, 0, 1])
    units = np.array([[1.0, 0, 0, 0, 0, 0]])
    told = loss_from_share(little, units=units, lost_without=0.2)
    # Odds of 1 to 4, times 2.5.
    assert told.loss[0] == pytest.approx(0.625 / 1.625 - 0.2)
    assert told.low[0] < told.loss[0] < told.high[0]
    assert told.basis == "prior"
    with pytest.raises(ValueError, match="no controls"):
        loss_of_effort(little, units=units, controls=np.ones((1, 1)))
