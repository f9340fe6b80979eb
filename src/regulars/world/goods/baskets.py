"""What each purchase holds at list price, whichever house it is made in."""

from __future__ import annotations

import numpy as np

from regulars.world.arrays import Floats, Ints
from regulars.world.cast.kinds import KINDS
from regulars.world.chance import chance
from regulars.world.goods.lines import Lines, joined
from regulars.world.goods.shop_baskets import BASKETS, expected_basket_minor, fill_baskets
from regulars.world.goods.stays import STAYS, expected_stay_minor, fill_stays
from regulars.world.life.buying import Purchases

SIZE_OF_SOMEBODY_NOT_NAMED = 1.0


def draw_lines(*, purchases: Purchases, sizes: Floats, seed: int) -> Lines:
    """The product lines of all purchases; `order` is the row of the purchase."""
    # -1, somebody not named, picks the entry that is added at the end.
    size = np.append(sizes, SIZE_OF_SOMEBODY_NOT_NAMED)[purchases.customer]
    parts = []
    for number, kind in enumerate(KINDS):
        orders = np.flatnonzero(purchases.kind == number)
        rng = chance(seed=seed, part=f"baskets {kind.name}")
        if kind.name in BASKETS:
            habit = BASKETS[kind.name]
            parts.append(fill_baskets(basket=habit, orders=orders, sizes=size[orders], rng=rng))
        elif kind.name in STAYS:
            stay = STAYS[kind.name]
            parts.append(fill_stays(stay=stay, orders=orders, sizes=size[orders], rng=rng))
    return joined(*parts)


def expected_list_price_minor(*, kinds: Ints, sizes: Floats) -> Floats:
    """What one purchase comes to at list price, on average; 0 for who never buys.

    Shape: (customers,) float64, poisha.
    """
    expected = np.zeros(len(kinds))
    for number, kind in enumerate(KINDS):
        rows = kinds == number
        if kind.name in BASKETS:
            habit = BASKETS[kind.name]
            expected[rows] = expected_basket_minor(basket=habit, sizes=sizes[rows])
        elif kind.name in STAYS:
            stay = STAYS[kind.name]
            expected[rows] = expected_stay_minor(stay=stay, sizes=sizes[rows])
    return expected
