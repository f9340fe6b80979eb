"""How long something lasts, where some of it has not ended yet (Kaplan–Meier), of grouped times."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import ndtri

from regulars.estimates.arguments import Floats, aligned, customers_per_row, interval_ends

LEVEL = 0.8


@dataclass(frozen=True, eq=False)
class Survival:
    """
    The share that lasts longer than each time at which something ended.

    Shape:  (times,) each, times rising; `variance_sum` is Greenwood's sum up to each time.
    Units:  the unit of the times given.
    """

    times: Floats
    share: Floats
    low: Floats
    high: Floats
    at_risk: Floats
    variance_sum: Floats
    level: float


@dataclass(frozen=True)
class Quantile:
    """The time by which a share has ended. Null: None where that many have not ended yet."""

    time: float | None
    low: float | None
    high: float | None


def survival(
    *,
    time: npt.ArrayLike,
    ended: npt.ArrayLike,
    count: npt.ArrayLike,
    level: float = LEVEL,
) -> Survival:
    """
    The Kaplan–Meier estimate of grouped times, with log-log intervals.

    What has not ended counts as lasting up to its time; of equal times the ended come first.

    Shape:  (groups,) each; `ended` true where the time is that of the end, `count` how many have
            it. Any order; several groups may have one time.
    Units:  any, not negative.
    Raises: ValueError when the columns do not align, or a time or a count is negative.
    Source: Kaplan & Meier (1958); Kalbfleisch & Prentice (1980) for the interval.
            Check: tests/papers/test_survival.py
    """
    lasted, over = aligned(time, ended)
    weight = customers_per_row(lasted, count)
    if not (np.isfinite(lasted) & (lasted >= 0)).all():
        raise ValueError("A time is negative or no number: give how long each has lasted.")
    times, place = np.unique(lasted, return_inverse=True)
    ends = np.bincount(place, weights=weight * (over > 0), minlength=len(times))
    everybody = np.bincount(place, weights=weight, minlength=len(times))
    at_risk = everybody[::-1].cumsum()[::-1]
    happened = ends > 0
    times, ends, at_risk = times[happened], ends[happened], at_risk[happened]
    share = np.cumprod(1 - ends / at_risk)
    with np.errstate(divide="ignore"):
        summed = np.cumsum(ends / (at_risk * (at_risk - ends)))
    low, high = _log_log(share, summed, level)
    return Survival(times, share, low, high, at_risk, summed, level)


def time_until(curve: Survival, *, share: float = 0.5) -> Quantile:
    """
    The time by which this share has ended, with the interval of Brookmeyer and Crowley (1982).

    Raises: ValueError when the share is not strictly between 0 and 1.
    """
    if not 0 < share < 1:
        raise ValueError(f"The share is {share}: give one between 0 and 1, such as 0.5.")
    left = 1 - share
    return Quantile(
        _first(curve.times, curve.share <= left + 1e-12),
        _first(curve.times, curve.low <= left + 1e-12),
        _first(curve.times, curve.high <= left + 1e-12),
    )


def _log_log(share: Floats, summed: Floats, level: float) -> tuple[Floats, Floats]:
    """Within 0 and 1; where nobody is left there is no interval but the whole of it."""
    reach = float(ndtri(interval_ends(level)[1]))
    inside = (share > 0) & (share < 1)
    low, high = np.zeros_like(share), np.ones_like(share)
    log = np.log(share[inside])
    wide = np.exp(reach * np.sqrt(summed[inside]) / -log)
    low[inside], high[inside] = np.exp(log * wide), np.exp(log / wide)
    return low, high


def _first(times: Floats, reached: npt.NDArray[np.bool_]) -> float | None:
    return float(times[int(np.argmax(reached))]) if reached.any() else None
