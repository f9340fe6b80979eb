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


class NotFitted(Exception):
    """There is no fit; the message says what was seen and what to do."""


@dataclass(frozen=True, eq=False)
class Peak:
    """Where the log-likelihood is highest, how high, and how sharp."""

    log_parameters: Floats
    log_likelihood: float
    covariance: Floats


def likelihood_peak(
    *, log_likelihood: LogLikelihood, start: Floats, names: tuple[str, ...], customers: float
) -> Peak:
    """
    The maximum over log-parameters, found by L-BFGS-B and settled by Newton's method.

    `log_likelihood` gives the total and its gradient at given log-parameters. The covariance is
    the inverse of the observed information, from central differences of the gradient.

    Shape:  log_parameters (k,), covariance (k, k), in the order of `names`.
    Raises: NotFitted when a parameter runs off to the border, when there is no peak, or when
            Newton's method does not settle.
    """
    found = optimize.minimize(
        lambda at: _descent(log_likelihood, at, customers),
        start,
        jac=True,
        method="L-BFGS-B",
        bounds=[(at - SEARCHED_LOG_DISTANCE, at + SEARCHED_LOG_DISTANCE) for at in start],
        options={"maxiter": 1000, "ftol": 1e-15, "gtol": 1e-9},
    )
    at: Floats = np.asarray(found.x, dtype=np.float64)
    for _ in range(NEWTON_STEPS):
        _refuse_border(at, start, names)
        total, slope = log_likelihood(at)
        covariance = _covariance(log_likelihood, at, names)
        step = covariance @ slope
        if np.abs(step).max() <= SETTLED_LOG_STEP:
            # With the last step too, so that the peak does not depend on the way there.
            return Peak(at + step, total, covariance)
        at = at + np.clip(step, -1.0, 1.0)
    raise NotFitted(
        f"The fit did not settle in {NEWTON_STEPS} Newton steps; it was at "
        f"{_named(at, names)}. Give more customers or a longer history."
    )


def _descent(log_likelihood: LogLikelihood, at: Floats, customers: float) -> tuple[float, Floats]:
    total, slope = log_likelihood(at)
    return -total / customers, -slope / customers


def _refuse_border(at: Floats, start: Floats, names: tuple[str, ...]) -> None:
    beyond = np.abs(at - start) >= SEARCHED_LOG_DISTANCE * (1 - 1e-9)
    if beyond.any():
        raise NotFitted(
            f"Parameter {names[int(np.argmax(beyond))]} ran off to the border of the search: "
            f"{_named(at, names)}. These customers are too alike or too few for this model: give a "
            "longer history or more customers, or use a simpler model."
        )


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
