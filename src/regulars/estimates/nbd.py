"""Nobody leaves: the NBD, what any model of leaving must beat, and its border."""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import special

from regulars.estimates.arguments import Floats, customers_per_row, purchase_history
from regulars.estimates.enough_customers import refuse_too_few
from regulars.estimates.maximum_likelihood import LogLikelihood, likelihood_peak
from regulars.estimates.purchases_ahead import EventsAhead
from regulars.estimates.rows_in_parts import summed_in_parts


@dataclass(frozen=True, eq=False)
class Nbd:
    """
    A fitted NBD.

    Purchase rates are Gamma(r, rate alpha) among customers, who stay for ever. alpha has the time
    unit of the fit. The covariance is of (log r, log alpha).
    """

    r: float
    alpha: float
    log_likelihood: float
    covariance_of_log_parameters: Floats
    customers: int

    name = "NBD"

    @property
    def parameters(self) -> dict[str, float]:
        return {"r": self.r, "alpha": self.alpha}

    def log_odds_active(self, x: Floats, t_x: Floats, age: Floats) -> Floats:
        """Infinite: nobody leaves. Shape: (rows,)."""
        return np.full(len(x), np.inf)

    def log_odds_slope(self, x: Floats, t_x: Floats, age: Floats) -> Floats:
        """Shape: (2, rows)."""
        return np.zeros((2, len(x)))

    def phase_weights(self, x: Floats, t_x: Floats, age: Floats) -> Floats:
        """One phase: any event is a purchase. Shape: (1, rows)."""
        return np.ones((1, len(x)))

    def events_ahead(self, x: Floats, age: Floats, horizon: float) -> EventsAhead:
        """The rate is Gamma(r+x, alpha+age)."""
        shape = (self.r + x)[np.newaxis]
        return EventsAhead(shape, (horizon / (self.alpha + age + horizon))[np.newaxis], None)


def fit_nbd(
    *, x: npt.ArrayLike, t_x: npt.ArrayLike, age: npt.ArrayLike, count: npt.ArrayLike
) -> Nbd:
    """
    The maximum-likelihood NBD of customers grouped by history.

    Shape, Units, Raises: as `fit_mbg_nbd`; t_x is checked and tells it nothing.
    Source: Ehrenberg (1959), "The pattern of consumer purchases".
            Check: tests/papers/test_nbd.py
    """
    repeats, _, watched = purchase_history(x=x, t_x=t_x, age=age)
    weight = customers_per_row(repeats, count)
    refuse_too_few(repeats, watched, weight)
    customers = float(weight.sum())
    rate = float((weight * repeats).sum() / (weight * watched).sum())
    peak = likelihood_peak(
        likelihood_of=lambda rows: nbd_log_likelihood(
            x=repeats[rows], age=watched[rows], count=weight[rows]
        ),
        rows=len(repeats),
        start=np.array([0.0, -math.log(rate)]),
        names=("r", "alpha"),
        customers=customers,
    )
    r, alpha = (math.exp(value) for value in peak.log_parameters)
    return Nbd(r, alpha, peak.log_likelihood, peak.covariance, round(customers))


def nbd_log_likelihood(*, x: Floats, age: Floats, count: Floats) -> LogLikelihood:
    """
    The log-likelihood and its gradient, as a function of (log r, log alpha).

    L = G(r+x)/G(r) · alpha^r / (alpha+age)^(r+x): of the moments of purchase, not of their number
    alone, so that it stands beside those of the models of leaving.

    Shape:  (rows,) each, as `purchase_history` gives them.
    Check:  tests/papers/test_nbd.py
    """
    distinct, of_row = np.unique(x, return_inverse=True)
    customers_by_x = np.bincount(of_row, weights=count)

    def total_and_slope(log_parameters: Floats) -> tuple[float, Floats]:
        r, alpha = np.exp(log_parameters)
        by_x = special.gammaln(r + distinct) - special.gammaln(r)
        by_x_slope = special.psi(r + distinct) - special.psi(r)

        def of_rows(rows: slice) -> Floats:
            shape, until_now = r + x[rows], alpha + age[rows]
            log_now = np.log(until_now)
            return np.array(
                [
                    (count[rows] * (r * math.log(alpha) - shape * log_now)).sum(),
                    (count[rows] * (math.log(alpha) - log_now)).sum(),
                    (count[rows] * (r / alpha - shape / until_now)).sum(),
                ]
            )

        total, slope_r, slope_alpha = summed_in_parts(of_rows, rows=len(x))
        slope = np.array([slope_r + (customers_by_x * by_x_slope).sum(), slope_alpha])
        return float(total + (customers_by_x * by_x).sum()), slope * np.exp(log_parameters)

    return total_and_slope
