"""What each account of the textile house uses a year of each kind of goods, wherever it buys it."""

from __future__ import annotations

import numpy as np

from regulars.world.arrays import Floats
from regulars.world.cast.kinds import NUMBER_OF
from regulars.world.goods.bales import BALES
from regulars.world.goods.products import CATEGORIES, CATEGORY_OF, PRODUCT_AT, PRODUCTS
from regulars.world.life.setting import Setting


def white_space_minor(*, setting: Setting) -> Floats:
    """Poisha a year while active, at list price, had they bought all of their bales from us.

    Shape: (customers, categories) float64; 0 for customers of other houses.
    """
    laws = setting.laws
    found = np.zeros((len(setting), len(CATEGORIES)))
    for name, basket in BALES.items():
        rows = np.flatnonzero(setting.roster.kind == NUMBER_OF[name])
        weights = np.array(list(basket.weights.values()))
        for (key, _), share in zip(
            basket.weights.items(), (weights / weights.sum()).tolist(), strict=True
        ):
            product = PRODUCTS[PRODUCT_AT[key]]
            more = basket.more_pieces * product.more_times * laws.size[rows]
            per_draw = 100 * product.taka * (product.step_milli / 1000 + more)
            a_year = (1 + basket.more_draws) * share * laws.order_rate[rows]
            found[rows, CATEGORY_OF[PRODUCT_AT[key]]] += per_draw * a_year
    return found
