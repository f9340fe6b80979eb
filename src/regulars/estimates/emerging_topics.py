"""Topics that are told more often than they used to be; which of them are more than chance."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from regulars.estimates.arguments import Floats, aligned, interval_ends

JEFFREYS = 0.5
"""The prior Gamma(½, 0) of a rate: as good as nothing known beforehand."""
FALSE_SHARE = 0.1
"""Of the topics that are called emerging, at most this share is chance, on average."""
LEVEL = 0.8


@dataclass(frozen=True, eq=False)
class Emerging:
    """
    probability: of so many or more new ones if nothing had changed. false_share: the smallest share
    of chance findings at which the topic is still called emerging. times: how many times as often
    as before, with its interval.

    Shape:  (topics,) each.
    """

    probability: Floats
    false_share: Floats
    is_emerging: npt.NDArray[np.bool_]
    expected: Floats
    times: Floats
    times_low: Floats
    times_high: Floats


def emerging_topics(
    *,
    before: npt.ArrayLike,
    now: npt.ArrayLike,
    exposure_before: float,
    exposure_now: float,
    false_share: float = FALSE_SHARE,
    level: float = LEVEL,
) -> Emerging:
    """
    Whether each topic's rate has risen, by the Gamma–Poisson predictive distribution.

    The rate before is Gamma(before + ½, exposure_before); the number now is then negative binomial.
    All topics told in either time are to be given: the false discoveries are shared out among them
    by Benjamini and Hochberg.

    Shape:  before, now (topics,): how often each topic was told.
    Units:  the exposures in one unit: orders, days, or texts.
    Raises: ValueError when the counts do not align or an exposure is not positive.
    Source: Gelman et al. (2013), 2.6; Benjamini & Hochberg (1995).
            Check: tests/papers/test_emerging_topics.py
    """
    # A third of a second to import: most refreshes do not ask for it.
    from scipy import stats

    old, new = aligned(before, now)
    if not (exposure_before > 0 and exposure_now > 0):
        raise ValueError(
            f"The exposures are {exposure_before} and {exposure_now}: give two of more than 0."
        )
    if ((old < 0) | (new < 0)).any():
        raise ValueError("A topic was told less than 0 times: give counts.")
    shape = old + JEFFREYS
    chance = stats.nbinom.sf(new - 1, shape, exposure_before / (exposure_before + exposure_now))
    shared = stats.false_discovery_control(chance) if len(chance) else chance
    # The ratio of two Gamma rates is a beta prime.
    ends = [
        stats.betaprime.ppf(end, new + JEFFREYS, shape) * exposure_before / exposure_now
        for end in (*interval_ends(level), 0.5)
    ]
    return Emerging(
        probability=np.asarray(chance, dtype=np.float64),
        false_share=np.asarray(shared, dtype=np.float64),
        is_emerging=np.asarray(shared <= false_share),
        expected=shape * exposure_now / exposure_before,
        times=ends[2],
        times_low=ends[0],
        times_high=ends[1],
    )
