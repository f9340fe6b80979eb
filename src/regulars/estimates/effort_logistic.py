"""Logistic regression that begins at what is known beforehand; apart from what it is asked about.

scikit-learn's has no prior but one around zero, of one width for all: ours begin elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import special

from regulars.estimates.arguments import Floats
from regulars.estimates.maximum_likelihood import NotFitted

NEWTON_STEPS = 50
SETTLED_STEP = 1e-9
HALVINGS = 30


@dataclass(frozen=True, eq=False)
class Logistic:
    """
    The most probable coefficients, and how far the rows leave them open.

    Shape:  coefficients (k,), covariance (k, k): the inverse of the curvature there (Laplace).
    """

    coefficients: Floats
    covariance: Floats


def fit_logistic(
    *, x: npt.ArrayLike, y: npt.ArrayLike, mean: npt.ArrayLike, width: npt.ArrayLike
) -> Logistic:
    """
    The logistic regression of y on x with a Gaussian prior on each coefficient.

    Maximises Σ log P(y|x·β) − ½Σ((β−mean)/width)² by Newton's method. It has one maximum, whatever
    the rows; without rows it is the prior itself. An intercept is a column of ones.

    Shape:  x (rows, k), y (rows,) of 0 and 1, mean and width (k,).
    Raises: ValueError when a value is missing, y is neither 0 nor 1, or a width is not positive;
            NotFitted when Newton's method does not settle.
    Source: Gelman et al. (2008), the penalised likelihood with an informative prior.
            Check: tests/oracle/estimates/test_effort_logistic.py
    """
    rows, said, centre, spread = _checked(x, y, mean, width)
    at = centre.copy()
    height = _height(at, rows, said, centre, spread)
    for _ in range(NEWTON_STEPS):
        p = special.expit(rows @ at)
        slope = rows.T @ (said - p) - (at - centre) / spread**2
        curve = (rows * (p * (1 - p))[:, None]).T @ rows + np.diag(1 / spread**2)
        step = np.linalg.solve(curve, slope)
        if np.abs(step).max() <= SETTLED_STEP:
            return Logistic(at + step, np.asarray(np.linalg.inv(curve), dtype=np.float64))
        at, height = _climb(at, step, height, (rows, said, centre, spread))
    raise NotFitted(
        f"The fit did not settle in {NEWTON_STEPS} steps; its last was {np.abs(step).max():.3g}. "
        "Give narrower priors."
    )


def _climb(
    at: Floats, step: Floats, height: float, given: tuple[Floats, Floats, Floats, Floats]
) -> tuple[Floats, float]:
    """The step, halved until it does not lead down: far from the top Newton's goes too far."""
    for _ in range(HALVINGS):
        reached = _height(at + step, *given)
        if reached >= height:
            return at + step, reached
        step = step / 2
    return at + step, height


def _height(at: Floats, rows: Floats, said: Floats, centre: Floats, spread: Floats) -> float:
    linear = rows @ at
    likelihood = float((said * linear - np.logaddexp(0.0, linear)).sum())
    return likelihood - 0.5 * float((((at - centre) / spread) ** 2).sum())


def _checked(
    x: npt.ArrayLike, y: npt.ArrayLike, mean: npt.ArrayLike, width: npt.ArrayLike
) -> tuple[Floats, Floats, Floats, Floats]:
    rows = np.asarray(x, dtype=np.float64)
    said, centre, spread = (np.asarray(one, dtype=np.float64) for one in (y, mean, width))
    if rows.ndim != 2 or rows.shape != (len(said), len(centre)) or centre.shape != spread.shape:
        raise ValueError(
            f"x of shape {rows.shape}, y of {said.shape}, mean of {centre.shape} and width of "
            f"{spread.shape} do not align: give x (rows, k), y (rows,), mean and width (k,)."
        )
    if not (np.isfinite(rows).all() and np.isin(said, (0.0, 1.0)).all()):
        raise ValueError("A row has a value that is missing, or a y that is neither 0 nor 1.")
    if not (np.isfinite(centre).all() and (spread > 0).all()):
        raise ValueError("A prior's width is not positive: leave the coefficient out instead.")
    return rows, said, centre, spread
