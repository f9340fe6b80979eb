"""How much effort a problem took its customer, learned from what followed such problems.

Observed effort is what predicts that customers stay away, not what they say of it: the linear
predictor of a logistic regression on the log, without the topic and the customer's value before,
which are only held equal.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from regulars.estimates.arguments import Floats
from regulars.estimates.effort_drivers import DRIVERS, HOURS_OF_A_UNIT
from regulars.estimates.effort_logistic import fit_logistic

FEWEST_PROBLEMS = 50
FEWEST_OF_EACH = 10
"""Below that the weights are the prior's: with fewer lost customers even a doubled risk drowns."""

LEVEL = 0.8


CONTROL_WIDTH = 1.0
INTERCEPT_WIDTH = 5.0


@dataclass(frozen=True, eq=False)
class EffortModel:
    """
    What effort has meant in this business.

    basis: `measured`, or `prior` where too few problems have been followed for long enough; then
    there are no controls, and `covariance` is the prior's.
    weights: log-odds of losing the customer for each unit of DRIVERS, in their order.

    Shape:  weights (drivers,); controls (controls,); covariance (drivers + controls,) squared.
    Units:  problems, lost: how many problems were followed, and how many customers did not return.
    """

    basis: str
    weights: Floats
    controls: Floats
    covariance: Floats
    problems: int
    lost: int


def effort_units(features: Mapping[str, npt.ArrayLike]) -> Floats:
    """
    The drivers in units, in the order of DRIVERS.

    Shape:  (problems, drivers).
    Units:  counts, and hours for `hours_open`.
    Null:   NaN where the log does not say: 0 units, for what is not known drives nothing.
    Raises: ValueError for a negative count.
    """
    columns = [np.asarray(features[name], dtype=np.float64) for name in DRIVERS]
    counts = np.column_stack(columns)
    counts[:, list(DRIVERS).index("hours_open")] /= HOURS_OF_A_UNIT
    counts = np.nan_to_num(counts, nan=0.0)
    if (counts < 0).any():
        raise ValueError("A count or a time is negative: check the order of the log.")
    return np.asarray(np.log2(1 + counts), dtype=np.float64)


def fit_effort(*, units: Floats, controls: Floats, lost: npt.ArrayLike) -> EffortModel:
    """
    The weights of the drivers, by penalised logistic regression of `lost` with controls held equal.

    Shape:  units (problems, drivers) as `effort_units` gives them; controls (problems, controls),
            the first a column of ones; lost (problems,): 1 where the customer did not return within
            90 days or rated 2 of 5 at most.
    Source: Dixon, Freeman & Toman (2010) for the repeat contact; the rest is our design.
            Check: tests/oracle/estimates/test_effort.py
    """
    gone = np.asarray(lost, dtype=np.float64)
    followed, left = len(gone), int(gone.sum())
    centre = np.array([prior.mean for prior in DRIVERS.values()])
    spread = np.array([prior.width for prior in DRIVERS.values()])
    if followed < FEWEST_PROBLEMS or min(left, followed - left) < FEWEST_OF_EACH:
        return EffortModel("prior", centre, np.empty(0), np.diag(spread**2), followed, left)
    others = controls.shape[1]
    fitted = fit_logistic(
        x=np.hstack([units, controls]),
        y=gone,
        mean=np.concatenate([centre, np.zeros(others)]),
        width=np.concatenate([spread, [INTERCEPT_WIDTH], np.full(others - 1, CONTROL_WIDTH)]),
    )
    drivers = len(DRIVERS)
    return EffortModel(
        "measured",
        fitted.coefficients[:drivers],
        fitted.coefficients[drivers:],
        fitted.covariance,
        followed,
        left,
    )
