"""What a stay in the cabins holds, and what it comes to on average."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from regulars.world.arrays import Floats, Ints
from regulars.world.goods.lines import Lines, product_lines
from regulars.world.goods.products import PRODUCT_AT, PRODUCTS
from regulars.world.life.issues import ISSUES

CABIN_KEYS = ("N-BAMBOO", "N-STREAM", "N-RIDGE", "N-LODGE")
CABIN_NAMES = ("Bamboo hut", "Stream cabin", "Ridge cabin", "Family lodge")
CABINS_OF_A_KIND = (6, 4, 4, 2)
UNIT_ISSUE = next(number for number, issue in enumerate(ISSUES) if issue.unit is not None)


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


@dataclass(frozen=True)
class Stays:
    """How each stay was.

    Shape: each (stays,); `order` the row of the order, `cabin` a place in CABIN_KEYS, `number`
           which of its kind it is, from 0.
    Units: nights, persons.
    """

    order: Ints
    cabin: Ints
    number: Ints
    nights: Ints
    guests: Ints


STAYS: dict[str, Stay] = {
    "weekend guest": Stay((0.3, 0.35, 0.25, 0.1), 0.6, 0.05, 1.1, 0.65, 0.3, 0.25, 0.3),
    "regular guest": Stay((0.2, 0.3, 0.4, 0.1), 0.9, 0.0, 0.9, 0.8, 0.4, 0.15, 0.1),
    "passing guest": Stay((0.45, 0.35, 0.15, 0.05), 0.5, 0.05, 1.0, 0.5, 0.25, 0.35, 0.35),
    "family": Stay((0.0, 0.15, 0.25, 0.6), 0.8, 0.15, 2.6, 0.8, 0.5, 0.35, 0.5),
    "trekking club": Stay((0.7, 0.25, 0.05, 0.0), 0.8, 1.2, 1.8, 0.7, 0.5, 0.7, 0.6),
    "office": Stay((0.1, 0.3, 0.4, 0.2), 0.6, 1.3, 1.2, 0.9, 0.7, 0.3, 0.7),
}


def fill_stays(
    *, stay: Stay, orders: Ints, sizes: Floats, issue: Ints, rng: np.random.Generator
) -> tuple[Lines, Stays]:
    """The product lines of these stays, and how the stays were.

    Shape: `orders`, `sizes` and `issue` (orders,): the row of the order, the size of its
           customer, the issue it was exposed to (a number in ISSUES, or -1).
    """
    n = len(orders)
    cabin = rng.choice(len(CABIN_KEYS), size=n, p=stay.cabin_shares)
    cabin = np.where(issue == UNIT_ISSUE, CABIN_KEYS.index("N-RIDGE"), cabin)
    nights = 1 + rng.poisson(stay.more_nights * sizes)
    cabins = 1 + rng.poisson(stay.more_cabins * sizes)
    guests = cabins * (1 + rng.poisson(stay.more_guests, n))
    night_rows = np.array([PRODUCT_AT[key] for key in CABIN_KEYS])
    order, product, pieces = [orders], [night_rows[cabin]], [nights * cabins]
    for key, share, count in (
        ("M-BREAKFAST", stay.breakfast_share, guests * nights),
        ("M-BAMBOO-CHICKEN", stay.dinner_share, guests),
        ("W-GUIDED", stay.walk_share, guests),
        ("R-JEEP", stay.jeep_share, np.ones_like(guests)),
    ):
        taken = rng.random(n) < share
        order.append(orders[taken])
        product.append(np.full(int(taken.sum()), PRODUCT_AT[key]))
        pieces.append(count[taken])
    lines = product_lines(
        order=np.concatenate(order),
        product=np.concatenate(product),
        quantity_milli=1000 * np.concatenate(pieces),
    )
    number = (rng.random(n) * np.array(CABINS_OF_A_KIND)[cabin]).astype(np.int64)
    return lines, Stays(order=orders, cabin=cabin, number=number, nights=nights, guests=guests)


def joined_stays(parts: Sequence[Stays]) -> Stays:
    """All stays, by the row of their order."""
    nobody = np.zeros(0, dtype=np.int64)
    rows = [nobody, *(part.order for part in parts)]
    at = np.argsort(np.concatenate(rows), kind="stable")
    return Stays(
        order=np.concatenate(rows)[at],
        cabin=np.concatenate([nobody, *(part.cabin for part in parts)])[at],
        number=np.concatenate([nobody, *(part.number for part in parts)])[at],
        nights=np.concatenate([nobody, *(part.nights for part in parts)])[at],
        guests=np.concatenate([nobody, *(part.guests for part in parts)])[at],
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
