"""Who stays and how often they buy: the MBG/NBD, fitted; apart from what is forecast with it."""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from regulars.estimates.arguments import Floats, customers_per_row, purchase_history
from regulars.estimates.maximum_likelihood import NotFitted, likelihood_peak
from regulars.estimates.mbg_nbd_likelihood import mbg_nbd_log_likelihood

# Simulated with CDNOW's parameters, 40 repeat customers of 100 run off to a border one time in six,
# and where they don't, P(active) is wrong by .16 on average; 160 of 400: one in 20, and .10.
FEWEST_CUSTOMERS = 100
FEWEST_REPEAT_CUSTOMERS = 50


@dataclass(frozen=True, eq=False)
class MbgNbd:
    """
    A fitted MBG/NBD.

    Purchase rates are Gamma(r, rate alpha) among customers, chances to leave after each purchase,
    the first one too, are Beta(a, b). alpha has the time unit of the fit. The covariance is of
    (log r, log alpha, log a, log b).
    """

    r: float
    alpha: float
    a: float
    b: float
    log_likelihood: float
    covariance_of_log_parameters: Floats
    customers: int


def fit_mbg_nbd(
    *, x: npt.ArrayLike, t_x: npt.ArrayLike, age: npt.ArrayLike, count: npt.ArrayLike
) -> MbgNbd:
    """
    The maximum-likelihood MBG/NBD of customers grouped by history.

    x: repeat purchases; t_x: time of the last one; age: time watched, both since the first
    purchase; count: customers with this history. Groups in another order give the same fit but for
    the last digits.

    Shape:  (groups,) each.
    Units:  weeks; any unit works when t_x, age and later the horizon share it.
    Raises: NotFitted when there are too few customers or repeat customers, or no peak;
            ValueError when a row is no history.
    Source: Batislam, Denizel & Filiztekin (2007); Hoppe & Wagner (2007).
            Check: tests/papers/test_mbg_nbd.py
    """
    repeats, recency, watched = purchase_history(x=x, t_x=t_x, age=age)
    weight = customers_per_row(repeats, count)
    _refuse_too_few(repeats, watched, weight)
    customers = float(weight.sum())
    rate = float((weight * repeats).sum() / (weight * watched).sum())
    peak = likelihood_peak(
        log_likelihood=mbg_nbd_log_likelihood(x=repeats, t_x=recency, age=watched, count=weight),
        start=np.array([0.0, -math.log(rate), 0.0, 0.0]),
        names=("r", "alpha", "a", "b"),
        customers=customers,
    )
    r, alpha, a, b = (math.exp(value) for value in peak.log_parameters)
    return MbgNbd(r, alpha, a, b, peak.log_likelihood, peak.covariance, round(customers))


def _refuse_too_few(repeats: Floats, watched: Floats, weight: Floats) -> None:
    customers, repeated = float(weight.sum()), float(weight[repeats > 0].sum())
    if customers < FEWEST_CUSTOMERS or repeated < FEWEST_REPEAT_CUSTOMERS:
        raise NotFitted(
            f"{customers:.0f} customers, {repeated:.0f} of whom bought again, are too few: "
            f"{FEWEST_CUSTOMERS} and {FEWEST_REPEAT_CUSTOMERS} are needed. "
            "Wait for more history, or import earlier orders."
        )
    if not (weight * watched).sum() > 0:
        raise NotFitted("No customer was watched for any time: give ages after the first purchase.")
