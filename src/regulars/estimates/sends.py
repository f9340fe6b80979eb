"""How many customers each customer will send: Gamma–Poisson on whom they sent, then on traits.

Everybody sends at a rate of their own, which is gamma distributed. What somebody sent so far tells
of it; how lately they bought, how they rate and how long they have been there tell whether it goes
on.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import gammaln, psi

from regulars.estimates.arguments import Floats, aligned, customers_per_row, interval_ends
from regulars.estimates.maximum_likelihood import LogLikelihood, NotFitted, likelihood_peak

FEWEST_SENT = 20
"""Sent in the time looked back on; with fewer no pattern can be told from chance."""
SHRINKAGE = 4.0
"""A coefficient is as likely to be 0 as by a normal with a variance of 1 over this."""


@dataclass(frozen=True, eq=False)
class Sends:
    """Rates ~ Gamma(shape, shape / mean); what the traits change is `coefficients`, by column.

    Units: `mean` sends in one unit of time.
    """

    shape: float
    mean: float
    coefficients: Floats
    log_likelihood: float
    customers: float


@dataclass(frozen=True, eq=False)
class SendsForecast:
    """Shape: (rows,). Units: customers sent in the horizon; `low` and `high` are whole numbers."""

    mean: Floats
    low: Floats
    high: Floats


def fit_sends(
    *,
    sent: npt.ArrayLike,
    age: npt.ArrayLike,
    traits: npt.ArrayLike,
    came: npt.ArrayLike,
    horizon: float,
    count: npt.ArrayLike,
) -> Sends:
    """
    Fit on what customers sent until a day, and what they sent in the horizon after it.

    Shape:  rows are groups of `count` customers who are alike; `traits` (rows, k), each about
            -1 to 1 and 0 where not known.
    Units:  `age` the time watched until the day, in the unit of `horizon`.
    Raises: NotFitted when too few were sent, or there is no peak.
    Source: Ehrenberg (1988), Repeat-Buying, ch. 4 (NBD, conditional expectation); the traits act on
            the time ahead as in a negative binomial regression, with a normal prior.
            Check: tests/oracle/estimates/test_sends.py
    """
    before, watched, after = aligned(sent, age, came)
    customers = customers_per_row(before, count)
    features = _features(traits, rows=len(before))
    if (total := float(customers @ after)) < FEWEST_SENT:
        raise NotFitted(
            f"Only {total:.0f} customers are known to have been sent in the last year; with "
            f"{FEWEST_SENT} it can be learned who is likely to send next."
        )
    rate = max(float(customers @ (before + after)), 1.0)
    rate /= max(float(customers @ watched) + horizon * float(customers.sum()), 1e-9)
    start = np.array([0.0, np.log(rate), *np.zeros(features.shape[1])])
    names = ("shape", "mean", *(f"trait {place}" for place in range(features.shape[1])))

    def likelihood_of(rows: slice) -> LogLikelihood:
        return lambda at: _log_likelihood(
            at,
            before=before[rows],
            watched=watched[rows],
            features=features[rows],
            after=after[rows],
            horizon=horizon,
            customers=customers[rows],
        )

    peak = likelihood_peak(
        likelihood_of=likelihood_of,
        rows=len(before),
        start=start,
        names=names,
        customers=float(customers.sum()),
    )
    shape, mean = np.exp(peak.log_parameters[:2])
    return Sends(
        shape=float(shape),
        mean=float(mean),
        coefficients=peak.log_parameters[2:],
        log_likelihood=peak.log_likelihood,
        customers=float(customers.sum()),
    )


def sends_ahead(
    model: Sends,
    *,
    sent: npt.ArrayLike,
    age: npt.ArrayLike,
    traits: npt.ArrayLike,
    horizon: float,
    level: float,
) -> SendsForecast:
    """Customers whom each will send in the horizon, with a central predictive interval."""
    # A third of a second to import: most refreshes do not ask for it.
    from scipy.stats import nbinom

    before, watched = aligned(sent, age)
    low, high = interval_ends(level)
    shape = model.shape + before
    effective = horizon * np.exp(_features(traits, rows=len(before)) @ model.coefficients)
    watching = model.shape / model.mean + watched
    ahead = nbinom(shape, watching / (watching + effective))
    return SendsForecast(shape * effective / watching, ahead.ppf(low), ahead.ppf(high))


def _features(traits: npt.ArrayLike, *, rows: int) -> Floats:
    found: Floats = np.asarray(traits, dtype=np.float64)
    if found.ndim != 2 or len(found) != rows or not np.isfinite(found).all():
        raise ValueError(f"Traits of shape {found.shape} with {rows} rows: give finite (rows, k).")
    return found


def _log_likelihood(
    at: Floats,
    *,
    before: Floats,
    watched: Floats,
    features: Floats,
    after: Floats,
    horizon: float,
    customers: Floats,
) -> tuple[float, Floats]:
    """Of before and after together, and its gradient by log shape, log mean and coefficients."""
    shape, beta, pull = np.exp(at[0]), np.exp(at[0] - at[1]), at[2:]
    effective = horizon * np.exp(features @ pull)
    total, watching = shape + before + after, beta + watched + effective
    watched_log = np.log(np.maximum(watched, 1e-300))
    each = (
        gammaln(total)
        - gammaln(shape)
        - gammaln(before + 1)
        - gammaln(after + 1)
        + shape * np.log(beta)
        - total * np.log(watching)
        + np.where(before > 0, before * watched_log, 0.0)
        + after * np.log(effective)
    )
    ratio = total / watching
    by_shape = psi(total) - psi(shape) + np.log(beta) - np.log(watching)
    by_beta = shape / beta - ratio
    by_effective = after - ratio * effective
    slope = np.concatenate(
        (
            [customers @ (shape * by_shape + beta * by_beta), -beta * (customers @ by_beta)],
            features.T @ (customers * by_effective) - SHRINKAGE * pull,
        )
    )
    return float(customers @ each - SHRINKAGE / 2 * pull @ pull), slope
