"""Problems that bring another with them: those who told of one soon tell of the other."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import ndtri

from regulars.estimates.arguments import Floats, aligned, interval_ends

FALSE_SHARE = 0.1
LEVEL = 0.8


@dataclass(frozen=True, eq=False)
class NextIssues:
    """
    times: P(next | this) / P(next), with its interval. probability: of so many or more if this
    problem made no difference. false_share: as in `emerging_topics`.

    Shape:  (pairs,) each. Null: `times` and its ends NaN where nobody else had the next one: there
            is nothing to divide by.
    """

    times: Floats
    times_low: Floats
    times_high: Floats
    probability: Floats
    false_share: Floats
    is_more: npt.NDArray[np.bool_]


def next_issues(
    *,
    followed: npt.ArrayLike,
    had: npt.ArrayLike,
    others_followed: npt.ArrayLike,
    others: npt.ArrayLike,
    false_share: float = FALSE_SHARE,
    level: float = LEVEL,
) -> NextIssues:
    """
    How many times as often one problem follows another as it follows a problem of another kind.

    Compared are customers who just had some problem, for those who never tell of any differ in more
    than that. One-sided exact test of Fisher, false discoveries by Benjamini and Hochberg, interval
    of the ratio by Katz.

    Shape:  (pairs,) each: customers with this problem and how many of them had the next one soon;
            customers with another problem first and how many of those had it.
    Raises: ValueError when the columns do not align, or more followed than there were.
    Source: Fisher (1935); Katz et al. (1978); Benjamini & Hochberg (1995).
            Check: tests/oracle/estimates/test_effort_next_issue.py
    """
    # A third of a second to import: most refreshes do not ask for it.
    from scipy import stats

    k, n, other_k, other_n = aligned(followed, had, others_followed, others)
    if ((k < 0) | (k > n) | (other_k < 0) | (other_k > other_n)).any():
        raise ValueError("More had the next problem than had the first: give counts of customers.")
    chance = stats.hypergeom.sf(k - 1, n + other_n, k + other_k, n)
    shared = stats.false_discovery_control(chance) if len(chance) else chance
    with np.errstate(divide="ignore", invalid="ignore"):
        times = np.where((n > 0) & (other_k > 0), (k / n) / (other_k / other_n), np.nan)
        spread = np.sqrt(1 / k - 1 / n + 1 / other_k - 1 / other_n)
        reach = float(ndtri(interval_ends(level)[1])) * spread
        low, high = times * np.exp(-reach), times * np.exp(reach)
    return NextIssues(
        times=times,
        times_low=np.where(k > 0, low, 0.0) + 0 * times,
        times_high=np.where(k > 0, high, np.nan),
        probability=np.asarray(chance, dtype=np.float64),
        false_share=np.asarray(shared, dtype=np.float64),
        is_more=np.asarray((shared <= false_share) & (k > 0)),
    )
