"""Which kinds of goods each customer could use, and which of them they take from us."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from regulars.world.arrays import Flags
from regulars.world.cast.kinds import NUMBER_OF
from regulars.world.cast.roster import Roster
from regulars.world.chance import chance
from regulars.world.goods.bales import BALES
from regulars.world.goods.products import CATEGORIES, CATEGORY_OF, PRODUCT_AT

USES_SHARE = 0.75
TAKES_SHARE = 0.6
"""Of what they use: what they buy from us."""


@dataclass(frozen=True)
class Wants:
    """What is used and what is taken; for customers of other houses than textiles all is.

    Shape: each (customers, categories), categories as in CATEGORIES.
    """

    uses: Flags
    takes: Flags


def draw_wants(*, roster: Roster, seed: int) -> Wants:
    """The main category of a kind is used and taken by all of that kind."""
    rng = chance(seed=seed, part="wants")
    uses = np.ones((len(roster), len(CATEGORIES)), dtype=bool)
    takes = uses.copy()
    for name in BALES:
        rows = np.flatnonzero(roster.kind == NUMBER_OF[name])
        shape = (len(rows), len(CATEGORIES))
        sold, main = sold_to(name), main_category(name)
        uses[rows] = sold & (rng.random(shape) < USES_SHARE)
        uses[rows, main] = True
        takes[rows] = uses[rows] & (rng.random(shape) < TAKES_SHARE)
        takes[rows, main] = True
    return Wants(uses=uses, takes=takes)


def sold_to(kind: str) -> Flags:
    """Which categories customers of this kind buy at all.

    Shape: (categories,) bool.
    """
    bought = {CATEGORY_OF[PRODUCT_AT[key]] for key in BALES[kind].weights}
    return np.isin(np.arange(len(CATEGORIES)), list(bought))


def main_category(kind: str) -> int:
    """The number of the category that customers of this kind buy most of."""
    weights = np.zeros(len(CATEGORIES))
    for key, weight in BALES[kind].weights.items():
        weights[CATEGORY_OF[PRODUCT_AT[key]]] += weight
    return int(weights.argmax())
