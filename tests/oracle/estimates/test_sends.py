"""Who will send: the likelihood against SciPy's, its slope, and known rates found again."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import optimize, stats

from regulars.estimates.maximum_likelihood import NotFitted
from regulars.estimates.sends import SHRINKAGE, Sends, _log_likelihood, fit_sends, sends_ahead

AT = np.array([-0.3, -1.2, 0.4, -0.2])


def some_rows(rows: int = 40, seed: int = 3) -> dict[str, np.ndarray]:
    rng = np.random.default_rng(seed)
    return {
        "before": rng.poisson(0.6, rows).astype(float),
        "watched": rng.uniform(0.1, 4.0, rows),
        "features": rng.uniform(-1, 1, (rows, 2)),
        "after": rng.poisson(0.4, rows).astype(float),
        "customers": rng.integers(1, 5, rows).astype(float),
    }


def test_the_likelihood_is_a_negative_binomial_of_before_times_one_of_after() -> None:
    some = some_rows()
    shape, mean, pull = np.exp(AT[0]), np.exp(AT[1]), AT[2:]
    beta, effective = shape / mean, 0.7 * np.exp(some["features"] @ pull)
    first = stats.nbinom.logpmf(some["before"], shape, beta / (beta + some["watched"]))
    sharper = beta + some["watched"]
    then = stats.nbinom.logpmf(
        some["after"], shape + some["before"], sharper / (sharper + effective)
    )
    expected = some["customers"] @ (first + then) - SHRINKAGE / 2 * pull @ pull
    assert _log_likelihood(AT, horizon=0.7, **some)[0] == pytest.approx(expected, rel=1e-12)


def test_the_slope_is_that_of_the_likelihood() -> None:
    some = some_rows()
    total, slope = _log_likelihood(AT, horizon=0.7, **some)
    near = optimize.approx_fprime(AT, lambda at: _log_likelihood(at, horizon=0.7, **some)[0], 1e-7)
    assert np.isfinite(total)
    assert slope == pytest.approx(near, rel=1e-4, abs=1e-3)


def test_the_fit_finds_the_rates_that_customers_were_made_with() -> None:
    rng = np.random.default_rng(11)
    rows = 60_000
    rate = rng.gamma(0.5, 0.4 / 0.5, rows)
    age, traits = rng.uniform(0.2, 5.0, rows), rng.uniform(-1, 1, (rows, 1))
    sent = rng.poisson(rate * age)
    came = rng.poisson(rate * np.exp(0.8 * traits[:, 0]))
    model = fit_sends(
        sent=sent, age=age, traits=traits, came=came, horizon=1.0, count=np.ones(rows)
    )
    assert model.shape == pytest.approx(0.5, rel=0.04)
    assert model.mean == pytest.approx(0.4, rel=0.04)
    assert model.coefficients == pytest.approx([0.8], abs=0.05)
    ahead = sends_ahead(model, sent=sent, age=age, traits=traits, horizon=1.0, level=0.8)
    assert ahead.mean.sum() == pytest.approx(came.sum(), rel=0.02)
    # Whole numbers cannot hold exactly four fifths: at least so many.
    assert np.mean((ahead.low <= came) & (came <= ahead.high)) >= 0.8


def test_groups_give_what_their_customers_would() -> None:
    some = some_rows(rows=400)
    arguments = {
        "sent": some["before"],
        "age": some["watched"],
        "traits": some["features"],
        "came": some["after"],
    }
    repeat = some["customers"].astype(int)
    grouped = fit_sends(**arguments, horizon=1.0, count=repeat)
    each = {name: np.repeat(values, repeat, axis=0) for name, values in arguments.items()}
    single = fit_sends(**each, horizon=1.0, count=np.ones(repeat.sum()))
    assert grouped.shape == pytest.approx(single.shape, rel=1e-6)
    assert grouped.coefficients == pytest.approx(single.coefficients, abs=1e-6)


def test_too_few_referrals_are_said_to_be_too_few() -> None:
    with pytest.raises(NotFitted, match="Only 19 customers"):
        fit_sends(
            sent=[0, 1],
            age=[1, 1],
            traits=np.zeros((2, 1)),
            came=[0, 19],
            horizon=1,
            count=[500, 1],
        )


def test_who_sent_more_in_the_same_time_is_expected_to_send_more() -> None:
    model = Sends(0.5, 0.2, np.array([1.0]), 0.0, 1.0)
    ahead = sends_ahead(
        model, sent=[0, 1, 4], age=[2, 2, 2], traits=np.zeros((3, 1)), horizon=1, level=0.8
    )
    assert ahead.mean == pytest.approx((0.5 + np.array([0, 1, 4])) / (0.5 / 0.2 + 2))
    assert (ahead.low <= ahead.high).all()
