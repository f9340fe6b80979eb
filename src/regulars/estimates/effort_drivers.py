"""What takes effort in a problem, and what is held of it beforehand; apart, since who only reads
results needs no model."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True)
class Prior:
    """A Gaussian on the log-odds that one unit adds to losing the customer."""

    mean: float
    width: float


REPEAT = Prior(math.log(2.5), 0.5)
"""Repeat contact multiplies disloyalty by 2.5 (Dixon, Freeman & Toman 2010). Of four firms two lie
between 1.5 and 4.1 times, if the width is right; it is ours, as the source gives none."""
OTHER = Prior(math.log(1.25), 0.5)
"""All else costs the customer something too: a quarter more odds, and anything from .5 to 3 times
is allowed. Ours; there is no published figure."""

DRIVERS: dict[str, Prior] = {
    "repeat_contacts": REPEAT,
    "transfers": OTHER,
    "channel_switches": OTHER,
    "reopenings": OTHER,
    "explained_again": OTHER,
    "hours_open": OTHER,
}
"""What is counted of each problem. A unit is a doubling, log2(1 + n): the first repeat contact is
one unit, the third makes two; of hours a day is one unit, three days two."""

HOURS_OF_A_UNIT = 24.0
