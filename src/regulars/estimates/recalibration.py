"""What the past taught of a model's own mistakes; apart, as it corrects any model alike."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from regulars.estimates.arguments import Floats, aligned

KNOTS = 51
# As if so many more customers had come as the model said: a few cannot bend it.
PRIOR_CUSTOMERS = 50.0
GROUP_CUSTOMERS = 300


@dataclass(frozen=True, eq=False)
class Recalibration:
    """
    A rising map of probabilities onto probabilities, straight between its knots.

    Of a distribution function F it makes another one, map(F), where it goes from 0 to 1.
    Shape: (knots,) each.
    """

    said: Floats
    came: Floats

    def __call__(self, probability: Floats) -> Floats:
        return np.interp(probability, self.said, self.came)

    def inverse(self, probability: float) -> float:
        """What the model must say for this probability."""
        return float(np.interp(probability, self.came, self.said))


AS_SAID = Recalibration(np.array([0.0, 1.0]), np.array([0.0, 1.0]))


def recalibration_of_distributions(*, below: npt.ArrayLike, up_to: npt.ArrayLike) -> Recalibration:
    """
    The map that makes past forecasts' probability integral transform uniform.

    below: the forecast P(less than what came), up_to: P(at most what came). A count takes a stretch
    of probability, and each value of it counts alike. It rises by construction: it is the isotonic
    fit of how often what came was at most the quantile named, for every quantile.

    Shape:  (customers,) each, 0 <= below <= up_to <= 1.
    Raises: ValueError when the lengths differ.
    Source: Czado, Gneiting & Held (2009) for the transform of counts; Kuleshov, Fenner & Ermon
            (2018) for the map. Check: tests/oracle/estimates/test_recalibration.py
    """
    low, high = aligned(below, up_to)
    said = np.linspace(0.0, 1.0, KNOTS)
    width = np.maximum(high - low, 1e-12)
    counted = np.array([np.clip((at - low) / width, 0.0, 1.0).sum() for at in said])
    came = (counted + PRIOR_CUSTOMERS * said) / (len(low) + PRIOR_CUSTOMERS)
    came[0], came[-1] = 0.0, 1.0
    return Recalibration(said, np.maximum.accumulate(came))


def recalibration_of_chances(*, chance: npt.ArrayLike, came: npt.ArrayLike) -> Recalibration:
    """
    The isotonic fit of what came on what was said, straight between the middles of its steps.

    Fitted are groups of customers with alike chances, so that a step holds many. Steps would tie
    customers whom the model tells apart; between their middles, and from 0 and to 1, the order
    stays.

    Shape:  (customers,) each; came is 0 or 1.
    Raises: ValueError when the lengths differ.
    Source: Zadrozny & Elkan (2002); Oron & Flournoy (2017) for the middles.
            Check: tests/oracle/estimates/test_recalibration.py
    """
    from sklearn.isotonic import IsotonicRegression

    said, seen = aligned(chance, came)
    order = np.argsort(said, kind="stable")
    groups = min(max(len(said) // GROUP_CUSTOMERS, 1), KNOTS)
    size = np.array([len(part) for part in np.array_split(order, groups)], dtype=np.float64)
    starts = np.concatenate([[0], np.cumsum(size)[:-1]]).astype(np.intp)
    middles = np.add.reduceat(said[order], starts) / size
    # Each group as if so many more had come as was said: none of 300 does not make it 0.
    held = np.add.reduceat(seen[order], starts) + PRIOR_CUSTOMERS * middles
    held /= size + PRIOR_CUSTOMERS
    fitted = IsotonicRegression().fit(middles, held, sample_weight=size).predict(middles)
    _, of_step = np.unique(fitted, return_inverse=True)
    whole = np.bincount(of_step, weights=size)
    inside = np.clip(np.bincount(of_step, weights=middles * size) / whole, 1e-9, 1 - 1e-9)
    came_of = np.bincount(of_step, weights=fitted * size) / whole
    return Recalibration(
        np.concatenate([[0.0], inside, [1.0]]), np.concatenate([[0.0], came_of, [1.0]])
    )
