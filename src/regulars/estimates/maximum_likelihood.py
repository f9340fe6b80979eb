"""The peak of a likelihood, or why there is none; apart, since every fit needs it."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy import optimize

from regulars.estimates.arguments import Floats

LogLikelihood = Callable[[Floats], tuple[float, Floats]]

# A parameter 10,000 times its start is not an estimate: it is a model without that parameter.
SEARCHED_LOG_DISTANCE = math.log(10_000.0)
# Far below any standard error that data could give, far above rounding.
SETTLED_LOG_STEP = 1e-6
NEWTON_STEPS = 20
# Of the 445,505 histories of a million customers, one in 28 leads near to the peak.
MANY_ROWS = 65_536
ROWS_TO_BEGIN = 16_384


class NotFitted(Exception):
    """There is no fit; the message says what was seen and what to do."""


@dataclass(frozen=True, eq=False)
class Peak:
    """Where the log-likelihood is highest, how high, and how sharp."""

    log_parameters: Floats
    log_likelihood: float
    covariance: Floats


def likelihood_peak(
    *,
    likelihood_of: Callable[[slice], LogLikelihood],
    rows: int,
    start: Floats,
    names: tuple[str, ...],
    customers: float,
) -> Peak:
    """
    The maximum over log-parameters, found by L-BFGS-B and settled by Newton's method.

    `likelihood_of` gives, for some of the rows, the total and its gradient at given log-parameters.
    Of many rows, one of several finds the way and the slope's slope; all of them settle it. The
    covariance is the inverse of the observed information of all rows, from central differences of
    the gradient.

    Shape:  log_parameters (k,), covariance (k, k), in the order of `names`.
    Raises: NotFitted when a parameter runs off to the border, when there is no peak, or when
            Newton's method does not settle.
    """
    whole, search = likelihood_of(slice(0, rows)), _Search(start, names)
    if rows > MANY_ROWS:
        every = -(-rows // ROWS_TO_BEGIN)
        try:
            begun = search.peak(likelihood_of(slice(0, rows, every)), customers / every, start)
            near = search.settled(whole, begun.log_parameters, begun.covariance / every)
        except NotFitted:
            near = None
        if near is not None:
            return search.newton(whole, near)
    return search.peak(whole, customers, start)


@dataclass(frozen=True, eq=False)
class _Search:
    start: Floats
    names: tuple[str, ...]

    def peak(self, log_likelihood: LogLikelihood, customers: float, start: Floats) -> Peak:
        """From far away."""
        found = optimize.minimize(
            lambda at: _descent(log_likelihood, at, customers),
            start,
            jac=True,
            method="L-BFGS-B",
            bounds=[(at - SEARCHED_LOG_DISTANCE, at + SEARCHED_LOG_DISTANCE) for at in self.start],
            options={"maxiter": 1000, "ftol": 1e-15, "gtol": 1e-9},
        )
        return self.newton(log_likelihood, np.asarray(found.x, dtype=np.float64))

    def settled(self, log_likelihood: LogLikelihood, at: Floats, covariance: Floats) -> Floats:
        """Newton's steps with a covariance that is about right. Raises: NotFitted."""
        for _ in range(NEWTON_STEPS):
            self._refuse_border(at)
            step = covariance @ log_likelihood(at)[1]
            at = at + np.clip(step, -1.0, 1.0)
            if np.abs(step).max() <= SETTLED_LOG_STEP:
                return at
        raise NotFitted("The rows looked at first are not like the others.")

    def newton(self, log_likelihood: LogLikelihood, at: Floats) -> Peak:
        """From nearby."""
        for _ in range(NEWTON_STEPS):
            self._refuse_border(at)
            total, slope = log_likelihood(at)
            covariance = _covariance(log_likelihood, at, self.names)
            step = covariance @ slope
            if np.abs(step).max() <= SETTLED_LOG_STEP:
                # With the last step too, so that the peak does not depend on the way there.
                return Peak(at + step, total, covariance)
            at = at + np.clip(step, -1.0, 1.0)
        raise NotFitted(
            f"The fit did not settle in {NEWTON_STEPS} Newton steps; it was at "
            f"{_named(at, self.names)}. Give more customers or a longer history."
        )

    def _refuse_border(self, at: Floats) -> None:
        beyond = np.abs(at - self.start) >= SEARCHED_LOG_DISTANCE * (1 - 1e-9)
        if beyond.any():
            raise NotFitted(
                "These customers are too few, or too alike, for a model to tell them apart: give "
                "more customers or a longer history. (Parameter "
                f"{self.names[int(np.argmax(beyond))]} ran off to the border of the search: "
                f"{_named(at, self.names)}.)"
            )


def _descent(log_likelihood: LogLikelihood, at: Floats, customers: float) -> tuple[float, Floats]:
    total, slope = log_likelihood(at)
    return -total / customers, -slope / customers


def _covariance(log_likelihood: LogLikelihood, at: Floats, names: tuple[str, ...]) -> Floats:
    width = 1e-4
    rows = [
        (log_likelihood(at + shift)[1] - log_likelihood(at - shift)[1]) / (2 * width)
        for shift in width * np.eye(len(at))
    ]
    information = -np.array(rows)
    information = (information + information.T) / 2
    if np.linalg.eigvalsh(information)[0] <= 0:
        raise NotFitted(
            f"The likelihood has no peak near {_named(at, names)}: it rises or stays flat in some "
            "direction. Give more customers or a longer history."
        )
    return np.asarray(np.linalg.inv(information), dtype=np.float64)


def _named(at: Floats, names: tuple[str, ...]) -> str:
    return ", ".join(f"{name}={math.exp(value):.4g}" for name, value in zip(names, at, strict=True))
