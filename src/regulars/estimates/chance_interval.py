"""How sure a chance is: what a model's parameters leave open, and what differs between windows."""

from collections.abc import Sequence
from dataclasses import replace
from statistics import NormalDist
from typing import Any

import numpy as np
from scipy import special

from regulars.estimates.arguments import Floats, interval_ends
from regulars.estimates.negative_binomial import negative_binomial_tails
from regulars.estimates.probability_active import ProbabilityInterval
from regulars.estimates.purchases_ahead import Alike, PurchaseModel, alike_rows
from regulars.estimates.scores import Bin
from regulars.estimates.totals import PRIOR_SPREAD, PRIOR_WINDOWS

STEP = 1e-4
LEAST_CHANCE = 1e-9


def chance_of_any(
    model: PurchaseModel, *, x: Floats, t_x: Floats, age: Floats, horizon: float
) -> Floats:
    """
    The chance of at least one purchase in (age, age + horizon].

    Shape:  (rows,) each, as `purchase_history` gives them. Units: the fit's.
    Check:  tests/oracle/estimates/test_chance_interval.py
    """
    active = special.expit(model.log_odds_active(x, t_x, age))
    some = _any_if_active(model, x, t_x, age, horizon=horizon, alike=alike_rows(x, age))
    return np.asarray(active * some)


def log_odds_error(
    model: PurchaseModel, *, x: Floats, t_x: Floats, age: Floats, horizon: float
) -> Floats:
    """
    Standard error of the log-odds of a purchase, from the uncertainty of the fit alone.

    Delta method: the slope of the odds of being active as the model gives it, that of buying while
    active by differences.

    Shape:  (rows,). Check: tests/oracle/estimates/test_chance_interval.py
    """
    active = special.expit(model.log_odds_active(x, t_x, age))
    alike = alike_rows(x, age)
    some = np.clip(
        _any_if_active(model, x, t_x, age, horizon=horizon, alike=alike), LEAST_CHANCE, 1.0
    )
    # Of log P: (1 - active) times that of the log-odds, and that of log(any if active).
    slope = (1 - active) * model.log_odds_slope(x, t_x, age)
    for which, name in enumerate(model.parameters):
        ahead = _any_if_active(_moved(model, name), x, t_x, age, horizon=horizon, alike=alike)
        slope[which] += (ahead - some) / (STEP * some)
    chance = np.clip(active * some, LEAST_CHANCE, 1 - LEAST_CHANCE)
    covariance = model.covariance_of_log_parameters
    variance = np.einsum("ir,ij,jr->r", slope, covariance, slope)
    return np.asarray(np.sqrt(np.maximum(variance, 0.0)) / (1 - chance))


def window_error(bins: Sequence[Sequence[Bin]]) -> float:
    """
    How far the log-odds of all customers of one window lay from what was said of them.

    bins: of each window. The stated prior's spread, as sure as `PRIOR_WINDOWS`, and the windows'.
    Source: as `expected_total`.
    """
    off = []
    for window in bins:
        customers = sum(one.customers for one in window)
        came = sum(one.came for one in window)
        said = sum(one.customers * one.said for one in window)
        if 0 < came < customers:
            off.append(float(special.logit(came / customers) - special.logit(said / customers)))
    total = PRIOR_WINDOWS * PRIOR_SPREAD**2 + sum(one**2 for one in off)
    return float(np.sqrt(total / (PRIOR_WINDOWS + len(off))))


def chance_interval(
    *, chance: Floats, own_error: Floats, between_windows: float, level: float = 0.8
) -> ProbabilityInterval:
    """
    The interval of a chance on its log-odds, so that it stays in [0, 1].

    Shape: (rows,). Raises: ValueError for a level that is no share.
    """
    middle = special.logit(np.clip(chance, LEAST_CHANCE, 1 - LEAST_CHANCE))
    reach = NormalDist().inv_cdf(interval_ends(level)[1]) * np.hypot(own_error, between_windows)
    return ProbabilityInterval(special.expit(middle - reach), special.expit(middle + reach))


def _moved(model: PurchaseModel, name: str) -> PurchaseModel:
    one: Any = model
    moved: PurchaseModel = replace(one, **{name: getattr(model, name) * np.exp(STEP)})
    return moved


def _any_if_active(
    model: PurchaseModel, x: Floats, t_x: Floats, age: Floats, *, horizon: float, alike: Alike
) -> Floats:
    """Only as far as the first purchase."""
    alike_x, alike_age, of_row = alike
    ahead = model.events_ahead(alike_x, alike_age, horizon)
    if ahead.k == 1:
        first = next(negative_binomial_tails(ahead.shape, ahead.share)).at_least
        some = first[0] if ahead.weight is None else (ahead.weight * first).sum(axis=0)
        return np.asarray(some[of_row])
    reached = np.empty_like(ahead.shape)
    for tail in negative_binomial_tails(ahead.shape, ahead.share):
        # Phase j comes to its first purchase at event k - j.
        reached[ahead.k - tail.m] = tail.at_least[ahead.k - tail.m]
        if tail.m == ahead.k:
            break
    return np.asarray((model.phase_weights(x, t_x, age) * reached[:, of_row]).sum(axis=0))
