"""Who stays and how often they buy, where who leaves may do so at any time: the Pareto/NBD."""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import roots_legendre

from regulars.estimates.arguments import Floats, customers_per_row, purchase_history
from regulars.estimates.enough_customers import refuse_too_few
from regulars.estimates.maximum_likelihood import likelihood_peak
from regulars.estimates.pareto_nbd_likelihood import left, pareto_nbd_log_likelihood
from regulars.estimates.purchases_ahead import EventsAhead

NODES = 12


@dataclass(frozen=True, eq=False)
class ParetoNbd:
    """
    A fitted Pareto/NBD.

    Purchase rates are Gamma(r, rate alpha) among customers, and each may leave at any time, at a
    rate that is Gamma(s, rate beta) among customers. alpha and beta have the time unit of the fit.
    The covariance is of (log r, log alpha, log s, log beta).
    """

    r: float
    alpha: float
    s: float
    beta: float
    log_likelihood: float
    covariance_of_log_parameters: Floats
    customers: int

    name = "Pareto/NBD"

    @property
    def parameters(self) -> dict[str, float]:
        return {"r": self.r, "alpha": self.alpha, "s": self.s, "beta": self.beta}

    def log_odds_active(self, x: Floats, t_x: Floats, age: Floats) -> Floats:
        """Shape: (rows,)."""
        return -left((self.r, self.alpha, self.s, self.beta), x, t_x, age).log_odds

    def log_odds_slope(self, x: Floats, t_x: Floats, age: Floats) -> Floats:
        """Of the log-odds by the log-parameters. Shape: (4, rows)."""
        at = (self.r, self.alpha, self.s, self.beta)
        return np.asarray(-left(at, x, t_x, age).slope * np.array(at)[:, np.newaxis])

    def phase_weights(self, x: Floats, t_x: Floats, age: Floats) -> Floats:
        """One phase: any event is a purchase. Shape: (1, rows)."""
        return np.ones((1, len(x)))

    def events_ahead(self, x: Floats, age: Floats, horizon: float) -> EventsAhead:
        """Given active, the rate of buying is Gamma(r+x, alpha+age) and that of leaving
        Gamma(s, beta+age), independent. The cases are times of leaving within the horizon, by
        Gauss-Legendre quadrature over their probability, and to stay all along."""
        nodes, weights = roots_legendre(NODES)
        log_staying = -self.s * np.log1p(horizon / (self.beta + age))
        leaving = -np.expm1(log_staying)
        still = np.log1p(-leaving * ((nodes + 1) / 2)[:, np.newaxis])
        until = (self.beta + age) * np.expm1(-still / self.s)
        until = np.vstack([until, np.full_like(age, horizon)])
        weight = np.vstack([leaving * (weights / 2)[:, np.newaxis], np.exp(log_staying)])
        share = until / (self.alpha + age + until)
        return EventsAhead(np.broadcast_to(self.r + x, share.shape), share, weight)


def fit_pareto_nbd(
    *, x: npt.ArrayLike, t_x: npt.ArrayLike, age: npt.ArrayLike, count: npt.ArrayLike
) -> ParetoNbd:
    """
    The maximum-likelihood Pareto/NBD of customers grouped by history.

    x: repeat purchases; t_x: time of the last one; age: time watched, both since the first
    purchase; count: customers with this history.

    Shape:  (groups,) each.
    Units:  weeks; any unit works when t_x, age and later the horizon share it.
    Raises: NotFitted when there are too few customers or repeat customers, or no peak;
            ValueError when a row is no history.
    Source: Schmittlein, Morrison & Colombo (1987), "Counting Your Customers: Who Are They and What
            Will They Do Next?". Check: tests/papers/test_pareto_nbd.py
    """
    repeats, recency, watched = purchase_history(x=x, t_x=t_x, age=age)
    weight = customers_per_row(repeats, count)
    refuse_too_few(repeats, watched, weight)
    customers = float(weight.sum())
    rate = float((weight * repeats).sum() / (weight * watched).sum())
    peak = likelihood_peak(
        likelihood_of=lambda rows: pareto_nbd_log_likelihood(
            x=repeats[rows], t_x=recency[rows], age=watched[rows], count=weight[rows]
        ),
        rows=len(repeats),
        start=np.array([0.0, -math.log(rate), 0.0, -math.log(rate)]),
        names=("r", "alpha", "s", "beta"),
        customers=customers,
    )
    r, alpha, s, beta = (math.exp(value) for value in peak.log_parameters)
    return ParetoNbd(r, alpha, s, beta, peak.log_likelihood, peak.covariance, round(customers))
