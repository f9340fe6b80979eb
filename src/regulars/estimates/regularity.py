"""How regularly customers buy: the k of the models in which every k-th event is a purchase."""

import numpy as np
import numpy.typing as npt

from regulars.estimates.arguments import aligned
from regulars.estimates.maximum_likelihood import NotFitted

FEWEST_PAIRS = 100
"""With fewer, k of simulated random buyers comes out at 2 or more in one sample of twenty."""
MOST_REGULAR = 24
"""Who buys by the clock, k = 36 and more, is held for this regular: distributions of counts come
out near to what comes (PIT-KS .04 to .06 for monthly buyers of k = 36; .08 with 8). The time of a
forecast grows with k squared: a million weekly buyers take a minute."""


def wheat_morrison_k(*, gap: npt.ArrayLike, next_gap: npt.ArrayLike) -> float:
    """
    The shape k of gamma-distributed gaps, from two successive gaps of each customer.

    M = gap / (gap + next_gap) is Beta(k, k) whatever the customer's own rate is, so k = (1 - 4 Var
    M) / (8 Var M): 1 for purchases at random, more for regular ones, less for bursts.

    Shape:  (customers,) each, > 0, in any one unit.
    Raises: NotFitted when there are fewer than `FEWEST_PAIRS`; ValueError when a gap is not > 0.
    Source: Wheat & Morrison (1990), "Estimating purchase regularity with two interpurchase times".
            Check: tests/papers/test_regularity.py
    """
    one, two = aligned(gap, next_gap)
    if not ((one > 0) & (two > 0)).all():
        raise ValueError("A gap is 0 or less: count several orders of a day as one purchase.")
    if len(one) < FEWEST_PAIRS:
        raise NotFitted(
            f"{len(one)} customers with two gaps are too few to tell how regularly they buy: "
            f"{FEWEST_PAIRS} are needed. Wait for more history."
        )
    variance = float((one / (one + two)).var(ddof=1))
    return np.inf if variance == 0 else (1 - 4 * variance) / (8 * variance)


def whole_k(k: float) -> int:
    """The k that a model of every k-th event takes: whole, and no more than it can hold."""
    return int(np.clip(round(min(k, MOST_REGULAR)), 1, MOST_REGULAR))
