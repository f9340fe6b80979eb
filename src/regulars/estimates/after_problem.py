"""Who comes back after a problem, beside customers alike who had none; never why.

A problem finds those who buy often, so all who had one return more often than all who had none. So
each is set beside customers of the same value before, the same time with us, and the same days
since their last purchase on the day the problem was told.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import ndtri

from regulars.estimates.arguments import Floats, aligned, customers_per_row, interval_ends
from regulars.estimates.share import share_of
from regulars.estimates.survival import Survival, survival

KINDS = ("easy", "hard", "unsolved")
FEWEST_ALIKE = 10
"""Fewer at risk are no comparison: the problem is then counted without one."""
LEVEL = 0.8


@dataclass(frozen=True)
class Returns:
    """
    Of customers with one kind of problem, how many came back, and how many of those alike.

    alike: how many of `problems` have a comparison; the rates `of_alike` and `without` speak of
    those only. difference: `of_alike` − `without`.

    Null: None where there are no problems, or none with a comparison.
    """

    problems: int
    returned: int
    rate: float | None
    rate_low: float | None
    rate_high: float | None
    alike: int
    of_alike: float | None
    without: float | None
    without_low: float | None
    without_high: float | None
    difference: float | None
    difference_low: float | None
    difference_high: float | None


@dataclass(frozen=True, eq=False)
class Purchases:
    """
    Purchases without a problem, grouped: how long until the next one.

    Shape:  (groups,) each; `ended` true where the next purchase came after `days`, else they were
            watched for so long, or a problem came then.
    """

    stratum: npt.NDArray[np.int64]
    days: Floats
    ended: Floats
    count: Floats


def after_problems(
    *,
    purchases: Purchases,
    stratum: npt.ArrayLike,
    elapsed: npt.ArrayLike,
    kind: npt.ArrayLike,
    returned: npt.ArrayLike,
    horizon: float,
    level: float = LEVEL,
) -> dict[str, Returns]:
    """
    Return rates within `horizon` by kind of problem, each beside customers alike without one.

    Of those alike the rate is 1 − S(elapsed + horizon) / S(elapsed), Kaplan–Meier of their stratum:
    who had not bought again after so many days, and has had no problem.

    Shape:  (problems,) each: the stratum, the days since the last purchase when it was told, the
            place in KINDS, and whether they bought within the horizon from then on. All of them
            are watched for the whole horizon.
    Units:  days.
    Raises: ValueError when the columns do not align or the horizon is not positive.
    Source: matching on the risk set, Prentice & Breslow (1978); that problems bind is disputed,
            de Matos et al. (2007). Check: tests/oracle/estimates/test_after_problem.py
    """
    group, since, which, back = aligned(stratum, elapsed, kind, returned)
    if not horizon > 0:
        raise ValueError(f"The horizon is {horizon}: give days of more than 0.")
    curves = dict(_curves(purchases, set(group.astype(int).tolist()), level))
    chance, spread = _chances(curves, group.astype(np.int64), since, horizon)
    return {
        name: _returns((chance, spread), group, back, which == place, level=level)
        for place, name in enumerate(KINDS)
    }


def _curves(
    purchases: Purchases, wanted: Iterable[int], level: float
) -> Iterable[tuple[int, tuple[Survival, Floats, Floats]]]:
    """By stratum the curve, and how many were at risk after each time that anybody was watched."""
    days, ended = aligned(purchases.days, purchases.ended)
    count = customers_per_row(days, purchases.count)
    for one in sorted(wanted):
        here = purchases.stratum == one
        if here.any():
            curve = survival(time=days[here], ended=ended[here], count=count[here], level=level)
            order = np.argsort(days[here], kind="stable")
            watched = days[here][order]
            left = count[here][order][::-1].cumsum()[::-1]
            yield one, (curve, watched, left)


def _chances(
    curves: dict[int, tuple[Survival, Floats, Floats]],
    group: npt.NDArray[np.int64],
    since: Floats,
    horizon: float,
) -> tuple[Floats, Floats]:
    """The chance of each to return if they had had no problem, and its standard error."""
    chance, spread = np.full((2, len(group)), np.nan)
    for one, (curve, watched, left) in curves.items():
        rows = np.flatnonzero(group == one)
        after = np.searchsorted(watched, since[rows], side="right")
        enough = np.append(left, 0.0)[after] >= FEWEST_ALIKE
        # Beyond the last time that anybody was watched the curve is known only where all had come.
        everybody_came = len(curve.share) > 0 and curve.share[-1] == 0
        rows = rows[enough & (everybody_came | (watched[-1] >= since[rows] + horizon))]
        begins = _at(curve, since[rows])
        ends = _at(curve, since[rows] + horizon)
        share = ends[0] / begins[0]
        chance[rows] = 1 - share
        spread[rows] = share * np.sqrt(np.maximum(ends[1] - begins[1], 0.0))
    return chance, spread


def _at(curve: Survival, days: Floats) -> tuple[Floats, Floats]:
    place = np.searchsorted(curve.times, days, side="right")
    summed = np.where(np.isfinite(curve.variance_sum), curve.variance_sum, 0.0)
    return np.append(1.0, curve.share)[place], np.append(0.0, summed)[place]


def _returns(
    alike_have: tuple[Floats, Floats],
    group: Floats,
    back: Floats,
    here: npt.NDArray[np.bool_],
    *,
    level: float,
) -> Returns:
    chance, spread = alike_have
    ends = interval_ends(level)
    problems, returned = int(here.sum()), int(back[here].sum())
    rate = share_of(returned, problems, level=level)
    known = here & np.isfinite(chance)
    alike = int(known.sum())
    if alike == 0:
        nothing = dict.fromkeys(
            (
                *("of_alike", "without", "without_low", "without_high"),
                *("difference", "difference_low", "difference_high"),
            )
        )
        return Returns(problems, returned, rate.share, rate.low, rate.high, 0, **nothing)
    of_alike, without = float(back[known].mean()), float(chance[known].mean())
    # Those of one stratum rest on the same customers, so their errors add up; strata are apart.
    _, stratum = np.unique(group[known], return_inverse=True)
    error = float(np.sqrt((np.bincount(stratum, weights=spread[known]) ** 2).sum())) / alike
    # Agresti & Coull's: a rate of 0 or 1 is no certainty.
    near = (back[known].sum() + 1) / (alike + 2)
    whole = float(np.sqrt(near * (1 - near) / alike + error**2))
    low, high = ndtri(ends)
    return Returns(
        problems,
        returned,
        rate.share,
        rate.low,
        rate.high,
        alike,
        of_alike,
        without,
        max(0.0, without + float(low) * error),
        min(1.0, without + float(high) * error),
        of_alike - without,
        of_alike - without + float(low) * whole,
        of_alike - without + float(high) * whole,
    )
