"""How well a score tells who from who not: the area under the curve, and of two scores the gain."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import ndtri

from regulars.estimates.arguments import Floats, aligned, interval_ends

LEVEL = 0.95
"""Wider than the intervals of figures about customers: this one judges us."""


@dataclass(frozen=True)
class Area:
    """The chance that one to whom it happened has the higher score, ties counted half."""

    auc: float
    low: float
    high: float


def area_and_gain(
    *,
    happened: npt.ArrayLike,
    score: npt.ArrayLike,
    baseline: npt.ArrayLike,
    level: float = LEVEL,
) -> tuple[Area, Area, Area]:
    """
    The area of a score, of a baseline on the same rows, and the first minus the second.

    The intervals are DeLong's; that of the gain takes into account that both saw the same rows.

    Shape:  (rows,) each.
    Raises: ValueError when it happened to all or to none.
    Source: DeLong, DeLong & Clarke-Pearson (1988); Sun & Xu (2014) for the ranks.
            Check: tests/oracle/estimates/test_effort_auc.py
    """
    over, first, second = aligned(happened, score, baseline)
    yes = over > 0
    if yes.all() or not yes.any():
        raise ValueError("It happened to all or to none: there is nobody to tell apart.")
    areas, covariance = _placements(np.vstack([first, second]), yes)
    reach = ndtri(interval_ends(level)[1])
    errors = reach * np.sqrt(np.maximum(np.diag(covariance), 0.0))
    gain = areas[0] - areas[1]
    spread = covariance[0, 0] + covariance[1, 1] - 2 * covariance[0, 1]
    error = reach * float(np.sqrt(max(spread, 0.0)))
    one, other = (
        Area(float(area), max(0.0, float(area - e)), min(1.0, float(area + e)))
        for area, e in zip(areas, errors, strict=True)
    )
    return one, other, Area(float(gain), float(gain - error), float(gain + error))


def _placements(scores: Floats, yes: npt.NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """Each positive's share of negatives below it, and the other way round; their covariance."""
    # A third of a second to import: most refreshes do not ask for it.
    from scipy import stats

    m, n = int(yes.sum()), int((~yes).sum())
    above = np.empty((len(scores), m))
    below = np.empty((len(scores), n))
    for row, score in enumerate(scores):
        ranks = stats.rankdata(score)
        above[row] = (ranks[yes] - stats.rankdata(score[yes])) / n
        below[row] = 1 - (ranks[~yes] - stats.rankdata(score[~yes])) / m
    covariance = np.cov(above) / m + np.cov(below) / n if min(m, n) > 1 else np.zeros((2, 2))
    return above.mean(axis=1), np.asarray(covariance, dtype=np.float64)
