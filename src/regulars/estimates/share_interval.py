"""What a share may be, from a few who were asked."""

from __future__ import annotations

from scipy.stats import beta

from regulars.estimates.arguments import interval_ends

FEWEST = 10
"""Answers; with fewer a share says nothing."""


def share_interval(*, yes: int, asked: int, level: float) -> tuple[float, float, float] | None:
    """
    The share and the ends of its interval.

    Null:   None with fewer than `FEWEST` asked.
    Raises: ValueError for more who said yes than were asked, or a negative number.
    Source: Jeffreys' interval; Brown, Cai & DasGupta (2001), Statistical Science 16(2), 4.1.2.
            Check: tests/oracle/estimates/test_share_interval.py
    """
    if not 0 <= yes <= asked:
        raise ValueError(f"{yes} of {asked} is no share: give 0 <= yes <= asked.")
    if asked < FEWEST:
        return None
    low, high = beta.ppf(interval_ends(level), yes + 0.5, asked - yes + 0.5)
    # At the ends the interval reaches them: nobody asked said otherwise.
    return (
        yes / asked,
        0.0 if yes == 0 else float(low),
        1.0 if yes == asked else float(high),
    )
