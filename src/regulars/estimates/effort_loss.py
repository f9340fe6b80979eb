"""What so much effort has meant for the return of customers; apart from how effort is weighed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import special

from regulars.estimates.arguments import Floats, interval_ends
from regulars.estimates.effort import LEVEL, EffortModel

# Inside of it the odds are defined.
NEAREST_TO_SURE = 1e-9


@dataclass(frozen=True, eq=False)
class Loss:
    """
    The share of customers lost more than with a problem that took no effort.

    basis: as in the model.

    Shape:  (problems,) each, in [-1, 1].
    """

    loss: Floats
    low: Floats
    high: Floats
    basis: str


def loss_of_effort(
    model: EffortModel, *, units: Floats, controls: Floats, level: float = LEVEL
) -> Loss:
    """
    P(lost | this effort) − P(lost | no effort), for the same topic and value before.

    The interval is of the weights alone, by the delta method; the single customer is not in it.

    Shape:  units (problems, drivers), controls (problems, controls) as those of the fit.
    Raises: ValueError when the model has no controls: use `loss_from_share`.
    """
    if model.basis != "measured":
        raise ValueError("The weights are the prior's, which knows no controls.")
    without = controls @ model.controls
    more, less = special.expit(without + units @ model.weights), special.expit(without)
    slope = np.hstack(
        [
            (more * (1 - more))[:, None] * units,
            (more * (1 - more) - less * (1 - less))[:, None] * controls,
        ]
    )
    return _with_interval(model, more - less, slope, level)


def loss_from_share(
    model: EffortModel, *, units: Floats, lost_without: float, level: float = LEVEL
) -> Loss:
    """
    The same where there are no controls: from the share lost of customers without a problem.

    Shape:  units (problems, drivers).
    Units:  lost_without in (0, 1).
    Raises: ValueError when the share is none.
    """
    if not 0 <= lost_without <= 1:
        raise ValueError(f"The share is {lost_without}: give one between 0 and 1.")
    share = min(max(lost_without, NEAREST_TO_SURE), 1 - NEAREST_TO_SURE)
    more = special.expit(special.logit(share) + units @ model.weights)
    slope = (more * (1 - more))[:, None] * units
    drivers = EffortModel(
        model.basis,
        model.weights,
        np.empty(0),
        model.covariance[: units.shape[1], : units.shape[1]],
        model.problems,
        model.lost,
    )
    return _with_interval(drivers, more - share, slope, level)


def _with_interval(model: EffortModel, loss: Floats, slope: Floats, level: float) -> Loss:
    below, above = special.ndtri(interval_ends(level))
    spread: npt.NDArray[np.float64] = np.sqrt(
        np.einsum("ij,jk,ik->i", slope, model.covariance, slope)
    )
    low, high = (np.clip(loss + end * spread, -1.0, 1.0) for end in (below, above))
    return Loss(loss, low, high, model.basis)
