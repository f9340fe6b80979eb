"""A share that was counted, with its interval; apart, since many figures are no more than that."""

from __future__ import annotations

from dataclasses import dataclass

from regulars.estimates.arguments import interval_ends

LEVEL = 0.8


@dataclass(frozen=True)
class Share:
    """`some` of `of`. Null: the share and its ends None of nobody."""

    some: int
    of: int
    share: float | None
    low: float | None
    high: float | None


def share_of(some: int, of: int, *, level: float = LEVEL) -> Share:
    """
    The share and its equal-tailed interval from Jeffreys' prior, Beta(½, ½).

    Raises: ValueError when there are more of them than of all, or fewer than none.
    Source: Brown, Cai & DasGupta (2001). Check: tests/oracle/estimates/test_share.py
    """
    if not 0 <= some <= of:
        raise ValueError(f"{some} of {of} is no share: give counts.")
    if of == 0:
        return Share(0, 0, None, None, None)
    # A tenth of a second, which every command would take to begin. A distribution of scipy.stats
    # would take half a second.
    from scipy.special import betaincinv

    low, high = betaincinv(some + 0.5, of - some + 0.5, interval_ends(level))
    # At the ends the interval reaches them: what never happened may be impossible.
    return Share(
        some, of, some / of, 0.0 if some == 0 else float(low), 1.0 if some == of else float(high)
    )
