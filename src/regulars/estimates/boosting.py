"""Who returns and how often where buying is dense, in bulk or seasonal: boosted trees."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import optimize, special

from regulars.estimates.arguments import Floats
from regulars.estimates.log_rfm import log_rfm
from regulars.estimates.maximum_likelihood import NotFitted
from regulars.estimates.more_than import Hurdle
from regulars.estimates.one_thread import one_thread
from regulars.estimates.order_days import Histories, Outcomes

FEWEST_ROWS = 1_000
FEWEST_RETURNED = 300
"""With fewer, trees of eight leaves find in half of simulated books what is not there."""
YEAR_DAYS = 365.2425
LEAST_MEAN = 1e-3
TREES: dict[str, Any] = {
    "max_iter": 50,
    "max_leaf_nodes": 8,
    "learning_rate": 0.12,
    "min_samples_leaf": 40,
    "early_stopping": False,
    "random_state": 0,
}


@dataclass(frozen=True, eq=False)
class Boosted:
    """
    Fitted trees: of any return within the horizon, and of the returns beyond the first.

    The second is the mean of a negative binomial of size e^log_size · mean^size_power.
    """

    returns: Any
    more: Any
    log_size: float
    size_power: float
    seasonal: bool
    customers: int

    name = "boosted trees"

    def hurdle(self, past: Histories, *, days: int) -> Hurdle:
        """The distribution of order days in a window of `days`. Shape: (customers,)."""
        of = buying(past, seasonal=self.seasonal)
        with one_thread():
            some = np.asarray(self.returns.predict_proba(of)[:, 1])
            mean = np.maximum(self.more.predict(of), LEAST_MEAN)
        return Hurdle(some, mean, np.exp(self.log_size) * mean**self.size_power, days)


def buying(past: Histories, *, seasonal: bool) -> Floats:
    """What the trees look at: log-RFM, what came lately, and the time of the year."""
    # Trees cannot be fitted where a column is known of nobody: −1 is below every logarithm.
    rfm = np.nan_to_num(log_rfm(past), nan=-1.0)
    columns = [rfm, np.log1p(np.maximum(past.lately, 0.0))]
    if seasonal:
        turn = 2 * np.pi * past.on / YEAR_DAYS
        columns.append(np.full((len(past.x), 2), (np.sin(turn), np.cos(turn))))
    return np.concatenate(columns, axis=1)


def fit_boosted(windows: list[tuple[Histories, Outcomes]], *, seasonal: bool) -> Boosted:
    """
    Trees fitted on what came in each window on what was known before it.

    windows: histories and what came in the window after. seasonal: whether they lie at several
    times of the year, the one to be forecast among them.

    Raises: NotFitted when there are too few rows or returns.
    Source: Friedman (2001); scikit-learn's histogram gradient boosting.
            Check: tests/oracle/estimates/test_every_model_earns_its_place.py
    """
    bought = np.concatenate([np.zeros(0), *(came.bought for _, came in windows)])
    back = bought > 0
    if len(bought) < FEWEST_ROWS or min(back.sum(), (~back).sum()) < FEWEST_RETURNED:
        raise NotFitted(
            f"{int(back.sum())} returns of {len(bought)} customers are too few for trees: "
            f"{FEWEST_RETURNED} who returned, as many who did not and {FEWEST_ROWS} in all are "
            "needed."
        )
    from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor

    of = np.concatenate([buying(past, seasonal=seasonal) for past, _ in windows])
    more = bought[back] - 1
    trees = HistGradientBoostingRegressor(loss="poisson", **TREES)
    with one_thread():
        returns = HistGradientBoostingClassifier(**TREES).fit(of, back)
        # A mean of nothing but zeros has no logarithm.
        trees.fit(of[back], more if more.any() else more + LEAST_MEAN)
        mean = np.maximum(trees.predict(of[back]), LEAST_MEAN)
    log_size, power = _size(more, mean)
    return Boosted(returns, trees, log_size, power, seasonal, len(bought))


def _size(more: Floats, mean: Floats) -> tuple[float, float]:
    """The size of the negative binomial around these means, by maximum likelihood."""

    def loss(at: Floats) -> float:
        size = np.exp(at[0]) * mean ** at[1]
        level = special.gammaln(size + more) - special.gammaln(size) - special.gammaln(more + 1)
        level += size * np.log(size / (size + mean)) + more * np.log(mean / (size + mean))
        return -float(level.sum()) + 0.05 * float((at**2).sum())

    found = optimize.minimize(
        loss, np.array([0.0, 0.5]), method="L-BFGS-B", bounds=[(-5, 8), (-2, 3)]
    )
    return float(found.x[0]), float(found.x[1])
