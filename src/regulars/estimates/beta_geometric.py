"""Who stays and how often they buy, where who leaves does so at a purchase: BG/NBD and its kin."""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from regulars.estimates.arguments import Floats, customers_per_row, purchase_history
from regulars.estimates.beta_geometric_likelihood import (
    beta_geometric_log_likelihood,
    phase_sum,
    phase_terms,
)
from regulars.estimates.enough_customers import refuse_too_few
from regulars.estimates.maximum_likelihood import LogLikelihood, likelihood_peak
from regulars.estimates.purchases_ahead import EventsAhead


@dataclass(frozen=True, eq=False)
class BetaGeometric:
    """
    A fitted BG/NBD, MBG/NBD or MBG/CNBD-k.

    Rates of events are Gamma(r, rate alpha) among customers, every k-th event is a purchase, and
    chances to leave after each purchase (with first = 1 after the first one too) are Beta(a, b).
    alpha has the time unit of the fit. The covariance is of (log r, log alpha, log a, log b).
    """

    r: float
    alpha: float
    a: float
    b: float
    log_likelihood: float
    covariance_of_log_parameters: Floats
    customers: int
    k: int = 1
    first: int = 1

    @property
    def name(self) -> str:
        if self.first == 0:
            return "BG/NBD"
        return "MBG/NBD" if self.k == 1 else f"MBG/CNBD-{self.k}"

    @property
    def parameters(self) -> dict[str, float]:
        return {"r": self.r, "alpha": self.alpha, "a": self.a, "b": self.b}

    def log_odds_active(self, x: Floats, t_x: Floats, age: Floats) -> Floats:
        """Infinite where who has not come back cannot have left. Shape: (rows,)."""
        shape = self.r + self.k * x
        silence = np.log((self.alpha + age) / (self.alpha + t_x))
        stayed = self.b + x + self.first - 1
        with np.errstate(divide="ignore"):
            odds = np.log(np.where(x + self.first > 0, stayed / self.a, np.inf)) - shape * silence
        phases = phase_sum(shape, (age - t_x) / (self.alpha + age), self.k)
        return np.asarray(odds + phases.log_sum, dtype=np.float64)

    def log_odds_slope(self, x: Floats, t_x: Floats, age: Floats) -> Floats:
        """Of the log-odds by the log-parameters. Shape: (4, rows)."""
        shape = self.r + self.k * x
        until_now, until_last = self.alpha + age, self.alpha + t_x
        phases = phase_sum(shape, (age - t_x) / until_now, self.k)
        may_leave = x + self.first > 0
        stayed = np.where(may_leave, self.b + x + self.first - 1, 1.0)
        by_r = phases.slope_of_shape - np.log(until_now / until_last)
        by_alpha = shape * (age - t_x) / (until_now * until_last) - phases.mean / until_now
        slope = np.array(
            [self.r * by_r, self.alpha * by_alpha, np.full_like(x, -1.0), self.b / stayed]
        )
        return np.where(may_leave, slope, 0.0)

    def phase_weights(self, x: Floats, t_x: Floats, age: Floats) -> Floats:
        """How many events since the last purchase, given active, with what chance. (k, rows)."""
        shape = self.r + self.k * x
        terms = phase_terms(shape, (age - t_x) / (self.alpha + age), self.k)
        return np.asarray(terms / terms.sum(axis=0), dtype=np.float64)

    def events_ahead(self, x: Floats, age: Floats, horizon: float) -> EventsAhead:
        """Given active in phase j, the rate is Gamma(r+kx+j, alpha+age) and the chance to leave
        Beta(a, b+x+first), independent of it."""
        phases = np.arange(self.k)[:, np.newaxis]
        shape = self.r + self.k * x + phases
        share = horizon / (self.alpha + age + horizon)
        return EventsAhead(
            shape,
            np.broadcast_to(share, shape.shape),
            None,
            self.k,
            self.a,
            self.b + x + self.first,
        )


def fit_mbg_nbd(
    *, x: npt.ArrayLike, t_x: npt.ArrayLike, age: npt.ArrayLike, count: npt.ArrayLike, k: int = 1
) -> BetaGeometric:
    """
    The maximum-likelihood MBG/NBD of customers grouped by history; with k > 1 the MBG/CNBD-k.

    x: repeat purchases; t_x: time of the last one; age: time watched, both since the first
    purchase; count: customers with this history; k: how regular they buy, see `regularity`.
    Groups in another order give the same fit but for the last digits.

    Shape:  (groups,) each.
    Units:  weeks; any unit works when t_x, age and later the horizon share it.
    Raises: NotFitted when there are too few customers or repeat customers, or no peak;
            ValueError when a row is no history.
    Source: Batislam, Denizel & Filiztekin (2007); Hoppe & Wagner (2007); for k > 1 Reutterer,
            Platzer & Schröder (2021), "Leveraging purchase regularity for predicting customer
            behavior the easy way". Check: tests/papers/test_mbg_nbd.py
    """
    return _fit(x, t_x, age, count, k=k, first=1)


def fit_bg_nbd(
    *, x: npt.ArrayLike, t_x: npt.ArrayLike, age: npt.ArrayLike, count: npt.ArrayLike
) -> BetaGeometric:
    """
    The maximum-likelihood BG/NBD, in which nobody leaves before a second purchase.

    It says of everybody who never came back that they are active: by itself it misleads.

    Shape, Units, Raises: as `fit_mbg_nbd`.
    Source: Fader, Hardie & Lee (2005), "Counting Your Customers" the Easy Way.
            Check: tests/papers/test_bg_nbd.py
    """
    return _fit(x, t_x, age, count, k=1, first=0)


def _fit(
    x: npt.ArrayLike,
    t_x: npt.ArrayLike,
    age: npt.ArrayLike,
    count: npt.ArrayLike,
    *,
    k: int,
    first: int,
) -> BetaGeometric:
    repeats, recency, watched = purchase_history(x=x, t_x=t_x, age=age)
    weight = customers_per_row(repeats, count)
    refuse_too_few(repeats, watched, weight)
    customers = float(weight.sum())
    rate = k * float((weight * repeats).sum() / (weight * watched).sum())

    def likelihood_of(rows: slice) -> LogLikelihood:
        return beta_geometric_log_likelihood(
            x=repeats[rows],
            t_x=recency[rows],
            age=watched[rows],
            count=weight[rows],
            k=k,
            first=first,
        )

    peak = likelihood_peak(
        likelihood_of=likelihood_of,
        rows=len(repeats),
        start=np.array([0.0, -math.log(rate), 0.0, 0.0]),
        names=("r", "alpha", "a", "b"),
        customers=customers,
    )
    r, alpha, a, b = (math.exp(value) for value in peak.log_parameters)
    return BetaGeometric(
        r, alpha, a, b, peak.log_likelihood, peak.covariance, round(customers), k, first
    )
