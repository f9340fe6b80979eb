"""What customers will spend, as quantiles: purchases to come, and what each is worth."""

from dataclasses import dataclass

import numpy as np

from regulars.estimates.arguments import Floats
from regulars.estimates.candidates import Candidate
from regulars.estimates.gamma_gamma import GammaGamma, fit_gamma_gamma
from regulars.estimates.order_days import Histories
from regulars.estimates.purchase_intervals import forecast_of_blocks
from regulars.estimates.recalibration import AS_SAID, Recalibration
from regulars.estimates.spend_forecast import spend_forecast

CENTRAL = (0.8, 0.6, 0.4, 0.2)
LEVELS = np.array(sorted([(1 + sign * level) / 2 for level in CENTRAL for sign in (-1, 1)]))


@dataclass(frozen=True, eq=False)
class ValueForecast:
    """
    Of each customer: the mean, the chance of none, and quantiles at `LEVELS`, rising.

    Shape: (customers,), quantiles (levels, customers).
    """

    mean: Floats
    none: Floats
    quantiles: Floats


def fit_values(past: Histories) -> GammaGamma:
    """The Gamma-Gamma of what was known of each customer's spend. Raises: NotFitted."""
    known = past.spend > 0
    return fit_gamma_gamma(
        x=past.bought[known], mean_value=past.mean_value[known], count=np.ones(int(known.sum()))
    )


def value_forecast(
    candidate: Candidate,
    values: GammaGamma,
    past: Histories,
    *,
    days: int,
    recalibration: Recalibration = AS_SAID,
) -> ValueForecast:
    """
    Predictive distribution of each customer's spend in the next days.

    Units: money as in the histories. Check: tests/oracle/estimates/test_value_scores.py
    """
    blocks = list(candidate.blocks(past, days=days))
    bought = np.where(past.spend > 0, past.bought, 0.0)
    ends: list[Floats] = []
    for level in CENTRAL:
        purchases = forecast_of_blocks(
            blocks, rows=len(past.x), level=level, recalibration=recalibration
        )
        spend = spend_forecast(values, purchases=purchases, x=bought, mean_value=past.mean_value)
        ends += [spend.low, spend.high]
    rising = np.array([*ends[0::2], *ends[1::2][::-1]])
    return ValueForecast(spend.mean, purchases.probability_none, rising)
