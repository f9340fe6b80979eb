"""How good forecasts of spend were, once it is known; and which way of forecasting is chosen."""

from dataclasses import dataclass

import numpy as np

from regulars.estimates.arguments import Floats
from regulars.estimates.backtest import Origin, Tried
from regulars.estimates.boosted_values import fit_boosted_values
from regulars.estimates.maximum_likelihood import NotFitted
from regulars.estimates.one_thread import one_thread
from regulars.estimates.value_forecast import (
    LEVELS,
    ValueForecast,
    fit_values,
    value_forecast,
)

GAMMA_GAMMA, BOOSTED_QUANTILES = "Gamma-Gamma", "boosted quantiles"
MOST_CUSTOMERS = 3_000
"""At each origin, evenly spread: quantiles of spend are dear, and their scores settle early."""


@dataclass(frozen=True, eq=False)
class ValueScores:
    """
    Of each customer: the forecast's mean, what was spent, the continuous ranked probability score
    from the quantiles, and at each level how much of what came lies at or below its quantile (a
    spend of nothing in part). Shape: (customers,), reached (levels, customers).
    """

    mean: Floats
    spent: Floats
    crps: Floats
    reached: Floats

    @property
    def pit_ks(self) -> float:
        """How far the levels were from what was reached, at worst."""
        return float(np.abs(self.reached.mean(axis=1) - LEVELS).max())

    @property
    def coverage80(self) -> float:
        """How much of what came lies in the central 80%."""
        reached = self.reached.mean(axis=1)
        return float(reached[-1] - reached[0])


def value_scores(forecast: ValueForecast, *, spent: Floats) -> ValueScores:
    """
    Scores of a forecast of spend once it is known.

    Source: Gneiting & Raftery (2007): the score is twice the mean over levels of the quantile loss.
            Check: tests/oracle/estimates/test_value_scores.py
    """
    level = LEVELS[:, np.newaxis]
    above = spent - forecast.quantiles
    loss = np.where(above >= 0, level * above, (level - 1) * above)
    nothing = np.minimum(level / np.maximum(forecast.none, 1e-12), 1.0)
    reached = np.where(spent > 0, (spent <= forecast.quantiles).astype(np.float64), nothing)
    return ValueScores(forecast.mean, spent, 2 * loss.mean(axis=0), reached)


def value_trials(tried: Tried, *, count: str, trees: bool) -> list[dict[str, ValueScores]]:
    """
    For each origin but the first: the spend forecast by each way that could be fitted.

    count: the model chosen for order days, on which both ways rest. trees: whether to try them.
    """
    with one_thread():
        return [_trial(one, days=tried.days, count=count, trees=trees) for one in tried.origins[1:]]


def _trial(one: Origin, *, days: int, count: str, trees: bool) -> dict[str, ValueScores]:
    rows = np.arange(0, len(one.past.x), max(-(-len(one.past.x) // MOST_CUSTOMERS), 1))
    past, spent = one.past.some(rows), one.came.spent[rows]
    candidate = one.candidates[count]
    found = {}
    try:
        values = fit_values(one.past)
        forecast = value_forecast(candidate, values, past, days=days)
        found[GAMMA_GAMMA] = value_scores(forecast, spent=spent)
    except NotFitted:
        pass
    if trees:
        windows = one.windows
        try:
            fitted = fit_boosted_values(
                windows.with_year, seasonal=windows.has_year, days=windows.days
            )
        except NotFitted:
            return found
        some = one.trials[count].chance[rows]
        found[BOOSTED_QUANTILES] = value_scores(fitted.forecast(past, some=some), spent=spent)
    return found
