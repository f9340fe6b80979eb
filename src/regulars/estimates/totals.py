"""How much all customers together will buy, with the doubt that the coming window itself brings."""

import math
from dataclasses import dataclass

from scipy.special import stdtrit

PRIOR_SPREAD = 0.15
PRIOR_WINDOWS = 4.0
"""Stated, not measured: before a book's own windows speak, a window brings 15% more or less than
was expected, as sure as if four windows had said so."""
SPREAD_OF_A_DOUBLING = 0.1
"""Stated too: each doubling beyond the length that was tried adds so much of its own."""


@dataclass(frozen=True)
class Total:
    """What was expected of all customers together, and the ends of the interval."""

    expected: float
    low: float
    high: float


def expected_total(
    *,
    mean: float,
    variance: float,
    misses: list[float],
    longer: float = 1.0,
    level: float = 0.8,
) -> Total:
    """
    The sum over customers: each may buy more or less by chance, and all together by the time's.

    mean, variance: the sums over customers; misses: of earlier windows, the logarithm of what came
    over what was expected; longer: how many times as long as those windows. The misses add up to a
    scaled inverse chi-squared posterior of how far a window may be off, and the interval is
    Student's t on the logarithm.

    Source: Gelman et al. (2013), sections 2.6 and 3.2. Check: tests/oracle/estimates/test_totals.py
    """
    if mean <= 0:
        return Total(0.0, 0.0, 0.0)
    freedom = PRIOR_WINDOWS + len(misses)
    spread = (PRIOR_WINDOWS * PRIOR_SPREAD**2 + sum(miss**2 for miss in misses)) / freedom
    own = math.log1p(variance / mean**2)
    own += SPREAD_OF_A_DOUBLING**2 * max(math.log2(longer), 0.0)
    reach = float(stdtrit(freedom, (1 + level) / 2)) * math.sqrt(spread + own)
    return Total(mean, mean * math.exp(-reach), mean * math.exp(reach))


def miss(*, expected: float, came: float) -> float | None:
    """The logarithm of what came over what was expected. Null: one of them is nothing."""
    return math.log(came / expected) if expected > 0 and came > 0 else None
