"""What customers of each kind and size value, which is why they stay; reviewed data."""

from __future__ import annotations

import numpy as np

from regulars.world.arrays import Flags, Floats, Ints
from regulars.world.cast.kinds import CABINS, SHOP, TEXTILES
from regulars.world.cast.roster import Roster
from regulars.world.chance import chance

VALUES = (
    "advice",
    "flexible delivery",
    "terms of payment",
    "staying until it is solved",
    "quality",
    "price",
    "being known",
    "quiet",
    "near by",
    "upkeep",
)
_OF_HOUSE: dict[str, tuple[float, ...]] = {
    CABINS: (0.4, 0.0, 0.1, 0.8, 1.0, 0.8, 1.6, 2.4, 0.2, 0.1),
    SHOP: (0.6, 1.0, 0.6, 0.6, 1.4, 1.4, 1.6, 0.0, 2.2, 0.0),
    TEXTILES: (1.4, 1.2, 1.6, 1.4, 1.4, 1.0, 0.5, 0.0, 0.3, 0.5),
}
_OF_KIND: dict[str, dict[str, float]] = {
    "family": {"being known": 2.0, "price": 1.5},
    "trekking club": {"price": 2.5, "advice": 2.0, "quiet": 0.3},
    "office": {"terms of payment": 6.0, "staying until it is solved": 2.0, "quiet": 0.6},
    "tea stall": {"flexible delivery": 2.5, "terms of payment": 2.5, "near by": 0.4},
    "guest house": {"flexible delivery": 3.0, "quality": 1.5, "near by": 0.3},
    "school": {"terms of payment": 3.0, "price": 2.0},
    "tailor": {"near by": 3.0, "advice": 1.4, "terms of payment": 1.5},
    "boutique": {"quality": 2.2, "advice": 1.8, "price": 0.4},
    "garment maker": {"flexible delivery": 2.0, "staying until it is solved": 2.0},
    "hotel": {"upkeep": 5.0, "quality": 1.6, "flexible delivery": 1.5},
    "institution": {"price": 2.5, "terms of payment": 2.0, "advice": 0.5},
    "buyer abroad": {"quality": 2.5, "staying until it is solved": 1.8, "near by": 0.0},
}
"""By how much more than in their house."""
_OF_THE_LARGE: dict[str, float] = {
    "flexible delivery": 1.8,
    "staying until it is solved": 1.6,
    "price": 0.7,
    "near by": 0.4,
}


def shares_of(*, kind: str, source: str, large: bool) -> Floats:
    """How many of these customers value each thing most.

    Shape: (values,) float64, sums to 1.
    """
    weights = np.array(_OF_HOUSE[source])
    for name, times in _OF_KIND.get(kind, {}).items():
        weights[VALUES.index(name)] *= times
    for name, times in _OF_THE_LARGE.items() if large else ():
        weights[VALUES.index(name)] *= times
    return np.asarray(weights / weights.sum())


def draw_values(*, roster: Roster, is_large: Flags, seed: int) -> Ints:
    """What each customer values most, a place in VALUES.

    Shape: (customers,).
    """
    rng = chance(seed=seed, part="values")
    at = rng.random(len(roster))
    found = np.zeros(len(roster), dtype=np.int64)
    for number in np.unique(roster.kind).tolist():
        for large in (False, True):
            rows = np.flatnonzero((roster.kind == number) & (is_large == large))
            if len(rows):
                kind = roster.kind_at(int(rows[0]))
                shares = shares_of(kind=kind.name, source=kind.source, large=large)
                place = np.searchsorted(np.cumsum(shares), at[rows], side="right")
                found[rows] = np.minimum(place, len(VALUES) - 1)
    return found
