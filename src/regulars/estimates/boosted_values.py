"""What customers will spend where no Gamma-Gamma holds, in bulk above all: boosted quantiles."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from regulars.estimates.arguments import Floats
from regulars.estimates.boosting import FEWEST_RETURNED, TREES, buying
from regulars.estimates.maximum_likelihood import NotFitted
from regulars.estimates.one_thread import one_thread
from regulars.estimates.order_days import Histories, Outcomes
from regulars.estimates.value_forecast import LEVELS, ValueForecast

FITTED_LEVELS = np.array([0.05, 0.25, 0.5, 0.75, 0.95])


@dataclass(frozen=True, eq=False)
class BoostedValues:
    """
    Fitted trees of the spend in a window of `days` of who spends anything: quantiles of its
    logarithm at `FITTED_LEVELS`, and its mean.
    """

    quantiles: tuple[Any, ...]
    mean: Any
    seasonal: bool
    days: int

    name = "boosted quantiles"

    def forecast(self, past: Histories, *, some: Floats) -> ValueForecast:
        """
        The distribution of spend, given the chance of an order.

        Between two of the levels a quantile's logarithm goes straight, and on so beyond them.
        Shape: some (customers,).
        """
        of = buying(past, seasonal=self.seasonal)
        with one_thread():
            given = np.sort([trees.predict(of) for trees in self.quantiles], axis=0)
            mean = some * self.mean.predict(of)
        none = 1 - some
        level = (LEVELS[:, np.newaxis] - none) / np.maximum(some, 1e-12)
        quantiles = np.where(level > 0, np.exp(_between(np.clip(level, 0, 1), given)), 0.0)
        return ValueForecast(mean, none, quantiles)


def fit_boosted_values(
    windows: list[tuple[Histories, Outcomes]], *, seasonal: bool, days: int
) -> BoostedValues:
    """
    Trees fitted on what was spent in each window by who spent, on what was known before it.

    Units:  money as in the histories.
    Raises: NotFitted when too few spent anything.
    Source: Koenker & Bassett (1978) for quantile regression; scikit-learn's histogram gradient
            boosting. Check: tests/oracle/estimates/test_every_model_earns_its_place.py
    """
    spent = np.concatenate([np.zeros(0), *(came.spent for _, came in windows)])
    some = spent > 0
    if some.sum() < FEWEST_RETURNED:
        raise NotFitted(
            f"{int(some.sum())} customers who spent in the windows looked at are too few for "
            f"trees: {FEWEST_RETURNED} are needed."
        )
    from sklearn.ensemble import HistGradientBoostingRegressor

    of = np.concatenate([buying(past, seasonal=seasonal) for past, _ in windows])[some]
    with one_thread():
        quantiles = tuple(
            HistGradientBoostingRegressor(loss="quantile", quantile=float(level), **TREES).fit(
                of, np.log(spent[some])
            )
            for level in FITTED_LEVELS
        )
        mean = HistGradientBoostingRegressor(loss="gamma", **TREES).fit(of, spent[some])
    return BoostedValues(quantiles, mean, seasonal, days)


def _between(level: Floats, given: Floats) -> Floats:
    """Shape: level (levels, rows), given (fitted levels, rows)."""
    which = np.clip(np.searchsorted(FITTED_LEVELS, level) - 1, 0, len(FITTED_LEVELS) - 2)
    rows = np.arange(given.shape[1])
    low, high = given[which, rows], given[which + 1, rows]
    start, end = FITTED_LEVELS[which], FITTED_LEVELS[which + 1]
    return np.asarray(low + (high - low) * (level - start) / (end - start))
