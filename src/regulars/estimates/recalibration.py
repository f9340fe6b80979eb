"""What the past taught of a model's own mistakes; apart, as it corrects any model alike."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from regulars.estimates.arguments import Floats, aligned

KNOTS = 51
# As if so many more customers had come as the model said: a few cannot bend it.
PRIOR_CUSTOMERS = 50.0


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

    Steps would tie customers whom the model tells apart; between their middles the order stays.

    Shape:  (customers,) each; came is 0 or 1.
    Raises: ValueError when the lengths differ.
    Source: Zadrozny & Elkan (2002); Oron & Flournoy (2017) for the middles.
            Check: tests/oracle/estimates/test_recalibration.py
    """
    from sklearn.isotonic import IsotonicRegression

    said, seen = aligned(chance, came)
    fitted = IsotonicRegression().fit(said, seen).predict(said)
    _, of_step = np.unique(fitted, return_inverse=True)
    size = np.bincount(of_step)
    middles = np.bincount(of_step, weights=said) / size
    # Each step as if so many more had come as was said: none of 300 does not make it 0.
    held = (np.bincount(of_step, weights=seen) + PRIOR_CUSTOMERS * middles) / (
        size + PRIOR_CUSTOMERS
    )
    held = np.maximum.accumulate(held)
    inside = np.clip(middles, 1e-9, 1 - 1e-9)
    # Beyond the middles of the first and the last step they stay flat.
    return Recalibration(
        np.concatenate([[0.0], inside, [1.0]]), np.concatenate([held[:1], held, held[-1:]])
    )
