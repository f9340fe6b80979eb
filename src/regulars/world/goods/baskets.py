"""What each purchase holds at list price, whichever house it is made in."""

from __future__ import annotations

import numpy as np

from regulars.world.arrays import Flags, Floats, Ints
from regulars.world.cast.kinds import KINDS
from regulars.world.chance import chance
from regulars.world.goods.bales import BALES
from regulars.world.goods.fill_baskets import (
    ToFill,
    chance_to_hold,
    expected_basket_minor,
    fill_baskets,
)
from regulars.world.goods.lines import Lines, joined
from regulars.world.goods.products import CATEGORIES
from regulars.world.goods.shop_baskets import BASKETS
from regulars.world.goods.stays import STAYS, Stays, expected_stay_minor, fill_stays, joined_stays
from regulars.world.life.issues import ISSUES, Issue
from regulars.world.life.purchases import Purchases

SIZE_OF_SOMEBODY_NOT_NAMED = 1.0
RIDGE_CABINS = 4
_FILLED = {**BASKETS, **BALES}


def draw_lines(
    *, purchases: Purchases, sizes: Floats, takes: Flags, seed: int
) -> tuple[Lines, Stays]:
    """The product lines of all purchases, and how the stays among them were.

    `order` is the row of the purchase.
    """
    # -1, somebody not named, picks the entry that is added at the end.
    size = np.append(sizes, SIZE_OF_SOMEBODY_NOT_NAMED)[purchases.customer]
    every = np.ones((1, len(CATEGORIES)), dtype=bool)
    lines, stays = [], []
    for number, kind in enumerate(KINDS):
        at = np.flatnonzero(purchases.kind == number)
        rng = chance(seed=seed, part=f"baskets {kind.name}")
        if kind.name in _FILLED:
            orders = ToFill(
                order=at,
                day=purchases.day[at],
                size=size[at],
                issue=purchases.issue[at],
                takes=np.concatenate([takes, every])[purchases.customer[at]],
            )
            lines.append(fill_baskets(basket=_FILLED[kind.name], orders=orders, rng=rng))
        elif kind.name in STAYS:
            filled, how = fill_stays(
                stay=STAYS[kind.name], orders=at, sizes=size[at], issue=purchases.issue[at], rng=rng
            )
            lines.append(filled)
            stays.append(how)
    return joined(*lines), joined_stays(stays)


def expected_list_price_minor(*, kinds: Ints, sizes: Floats, takes: Flags) -> Floats:
    """What one purchase comes to at list price, on average; 0 for who never buys.

    Shape: (customers,) float64, poisha.
    """
    expected = np.zeros(len(kinds))
    for number, kind in enumerate(KINDS):
        rows = kinds == number
        if kind.name in _FILLED:
            expected[rows] = expected_basket_minor(
                basket=_FILLED[kind.name], sizes=sizes[rows], takes=takes[rows]
            )
        elif kind.name in STAYS:
            stay = STAYS[kind.name]
            expected[rows] = expected_stay_minor(stay=stay, sizes=sizes[rows])
    return expected


def chance_of_exposure(*, kinds: Ints, takes: Flags) -> Floats:
    """The chance that a purchase in the days of an issue is exposed to it.

    Shape: (issues, customers) float64.
    """
    found = np.zeros((len(ISSUES), len(kinds)))
    for row, issue in enumerate(ISSUES):
        for number, kind in enumerate(KINDS):
            if kind.source == issue.source:
                rows = kinds == number
                found[row, rows] = _chance_of(issue=issue, kind=kind.name, takes=takes[rows])
    return found


def _chance_of(*, issue: Issue, kind: str, takes: Flags) -> Floats:
    if issue.product is not None:
        if kind not in _FILLED:
            return np.zeros(len(takes))
        return chance_to_hold(basket=_FILLED[kind], product=issue.product, takes=takes)
    if issue.unit is not None:
        share = STAYS[kind].cabin_shares[2] / RIDGE_CABINS if kind in STAYS else 0.0
        return np.full(len(takes), share)
    return np.full(len(takes), 1.0 if kind in STAYS else 0.0)
