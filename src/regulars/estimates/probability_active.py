"""Is this customer still active? Apart from the fit, since it is asked again each day."""

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
import numpy.typing as npt
from scipy import special

from regulars.estimates.arguments import Floats, interval_ends, purchase_history
from regulars.estimates.purchases_ahead import PurchaseModel


@dataclass(frozen=True, eq=False)
class ProbabilityInterval:
    """The lower and the upper end, one per row."""

    low: Floats
    high: Floats


def probability_active(
    model: PurchaseModel, *, x: npt.ArrayLike, t_x: npt.ArrayLike, age: npt.ArrayLike
) -> Floats:
    """
    Probability that each customer is still active at `age`.

    x: repeat purchases; t_x: time of the last one; age: time watched; since the first purchase.

    Shape:  (rows,) float64 in [0, 1]; row order as given.
    Units:  t_x and age in the fit's unit.
    Raises: ValueError when a row is no history.
    Source: the model's. Check: tests/papers/test_mbg_nbd.py, test_bg_nbd.py, test_pareto_nbd.py
    """
    repeats, recency, watched = purchase_history(x=x, t_x=t_x, age=age)
    probability: Floats = special.expit(model.log_odds_active(repeats, recency, watched))
    return probability


def probability_active_interval(
    model: PurchaseModel,
    *,
    x: npt.ArrayLike,
    t_x: npt.ArrayLike,
    age: npt.ArrayLike,
    level: float = 0.8,
) -> ProbabilityInterval:
    """
    How sure the model is of each probability: an interval from the uncertainty of the fit alone.

    Delta method on the log-odds, so it stays in [0, 1]. It does not know that the model may be
    wrong: that is what a backtest tells.

    Shape:  (rows,) float64 in [0, 1], low <= probability_active <= high; row order as given.
    Units:  t_x and age in the fit's unit.
    Raises: ValueError when a row is no history.
    Check:  tests/oracle/estimates/test_probability_active.py
    """
    repeats, recency, watched = purchase_history(x=x, t_x=t_x, age=age)
    slope = model.log_odds_slope(repeats, recency, watched)
    covariance = model.covariance_of_log_parameters
    variance = np.einsum("ir,ij,jr->r", slope, covariance, slope)
    reach = NormalDist().inv_cdf(interval_ends(level)[1]) * np.sqrt(variance)
    log_odds = model.log_odds_active(repeats, recency, watched)
    return ProbabilityInterval(special.expit(log_odds - reach), special.expit(log_odds + reach))
