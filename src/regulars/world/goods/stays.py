"""What a stay in the cabins holds, and what it comes to on average."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from regulars.world.arrays import Floats, Ints
from regulars.world.goods.lines import Lines, product_lines
from regulars.world.goods.products import PRODUCT_AT, PRODUCTS

CABIN_KEYS = ("N-BAMBOO", "N-STREAM", "N-RIDGE", "N-LODGE")


@dataclass(frozen=True)
class Stay:
    """Habits of a kind of guest.

    Units: `more_` is beyond the first, on average for a customer of size 1; guests count per
           cabin; shares are of stays.
    """

    cabin_shares: tuple[float, float, float, float]
    more_nights: float
    more_cabins: float
    more_guests: float
    breakfast_share: float
    dinner_share: float
    walk_share: float
    jeep_share: float


STAYS: dict[str, Stay] = {
    "weekend guest": Stay((0.3, 0.35, 0.25, 0.1), 0.6, 0.05, 1.1, 0.65, 0.3, 0.25, 0.3),
    "regular guest": Stay((0.2, 0.3, 0.4, 0.1), 0.9, 0.0, 0.9, 0.8, 0.4, 0.15, 0.1),
    "passing guest": Stay((0.45, 0.35, 0.15, 0.05), 0.5, 0.05, 1.0, 0.5, 0.25, 0.35, 0.35),
    "family": Stay((0.0, 0.15, 0.25, 0.6), 1.1, 0.3, 2.6, 0.8, 0.5, 0.35, 0.5),
    "trekking club": Stay((0.7, 0.25, 0.05, 0.0), 0.8, 2.2, 2.4, 0.7, 0.5, 0.7, 0.6),
    "office": Stay((0.1, 0.3, 0.4, 0.2), 0.6, 3.0, 1.2, 0.9, 0.7, 0.3, 0.7),
}


def fill_stays(*, stay: Stay, orders: Ints, sizes: Floats, rng: np.random.Generator) -> Lines:
    """The product lines of these stays.

    Shape: `orders` and `sizes` (orders,): the row of the order, the size of its customer.
    """
    cabin = rng.choice(len(CABIN_KEYS), size=len(orders), p=stay.cabin_shares)
    nights = 1 + rng.poisson(stay.more_nights * sizes)
    cabins = 1 + rng.poisson(stay.more_cabins * sizes)
    guests = cabins * (1 + rng.poisson(stay.more_guests, len(orders)))
    night_rows = np.array([PRODUCT_AT[key] for key in CABIN_KEYS])
    order, product, pieces = [orders], [night_rows[cabin]], [nights * cabins]
    for key, share, count in (
        ("M-BREAKFAST", stay.breakfast_share, guests * nights),
        ("M-BAMBOO-CHICKEN", stay.dinner_share, guests),
        ("W-GUIDED", stay.walk_share, guests),
        ("R-JEEP", stay.jeep_share, np.ones_like(guests)),
    ):
        taken = rng.random(len(orders)) < share
        order.append(orders[taken])
        product.append(np.full(int(taken.sum()), PRODUCT_AT[key]))
        pieces.append(count[taken])
    return product_lines(
        order=np.concatenate(order),
        product=np.concatenate(product),
        quantity_milli=1000 * np.concatenate(pieces),
    )


def expected_stay_minor(*, stay: Stay, sizes: Floats) -> Floats:
    """What a stay comes to at list price, on average; exact under `fill_stays`.

    Shape: (customers,) float64, poisha.
    """
    taka = {product.key: product.taka for product in PRODUCTS}
    night = sum(share * taka[key] for share, key in zip(stay.cabin_shares, CABIN_KEYS, strict=True))
    nights = 1 + stay.more_nights * sizes
    cabins = 1 + stay.more_cabins * sizes
    guests = cabins * (1 + stay.more_guests)
    total = nights * cabins * night + stay.jeep_share * taka["R-JEEP"]
    total += stay.breakfast_share * taka["M-BREAKFAST"] * guests * nights
    total += stay.dinner_share * taka["M-BAMBOO-CHICKEN"] * guests
    total += stay.walk_share * taka["W-GUIDED"] * guests
    return np.asarray(100 * total, dtype=np.float64)
