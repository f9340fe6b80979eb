"""Whose clear rhythm broke a few weeks ago: planted, so that the demo shows some for sure."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from regulars.world.arrays import Flags, Ints
from regulars.world.cast.laws import Laws
from regulars.world.chance import chance
from regulars.world.life.buying import Purchases
from regulars.world.span import HISTORY_DAYS, NEVER

QUIET_DAYS = (28, 70)
"""How long ago the last order may lie."""
GAPS_MISSED = 2.2
CLEAR_REGULARITY = 6.0
CLEAR_ORDERS = 8
BROKEN_SHARE = 0.028
"""Of all customers."""
LEFT_SHARE = 0.6
"""Of those: who really left; the others are only late."""


def break_rhythms(*, purchases: Purchases, laws: Laws, seed: int) -> tuple[Purchases, Laws]:
    """Purchases without the latest ones of a few regular customers, and their laws."""
    rng = chance(seed=seed, part="broken rhythms")
    last_kept = _possible_breaks(purchases=purchases, laws=laws, rng=rng)
    able = np.flatnonzero(last_kept >= 0)
    wanted = min(len(able), round(BROKEN_SHARE * len(laws.joins)))
    broken = np.sort(rng.permutation(able)[:wanted])
    until = np.full(len(laws.joins), NEVER)
    until[broken] = last_kept[broken]
    left = broken[rng.random(len(broken)) < LEFT_SHARE]
    leaves = laws.leaves.copy()
    leaves[left] = last_kept[left] + rng.integers(1, 1 + _half_a_gap(laws, left))
    keep = purchases.day <= until[purchases.customer]
    kept = Purchases(
        customer=purchases.customer[keep], kind=purchases.kind[keep], day=purchases.day[keep]
    )
    return kept, replace(laws, leaves=leaves)


def rhythm_broke(*, purchases: Purchases, laws: Laws) -> Flags:
    """Who bought by a clear rhythm, and then fell silent some weeks ago, planted or not.

    Shape: (customers,) bool.
    """
    quiet = HISTORY_DAYS - 1 - _last_days(purchases=purchases, customers=len(laws.joins))
    return np.asarray(
        _is_clear(purchases=purchases, laws=laws)
        & (quiet >= QUIET_DAYS[0])
        & (quiet <= QUIET_DAYS[1])
        & (quiet >= GAPS_MISSED * laws.gap_days)
    )


def _possible_breaks(*, purchases: Purchases, laws: Laws, rng: np.random.Generator) -> Ints:
    """Per customer, a day of an order that could be the last one; -1 where none could."""
    at = rng.permutation(len(purchases.day))
    day, customer = purchases.day[at], purchases.customer[at]
    quiet = HISTORY_DAYS - 1 - day
    # It must have been clear before the break as well as it is with all the orders.
    before = np.bincount(customer[quiet > QUIET_DAYS[1]], minlength=len(laws.joins))
    fits = (before >= CLEAR_ORDERS) & (laws.regularity >= CLEAR_REGULARITY)
    fits &= laws.leaves >= HISTORY_DAYS
    able = fits[customer] & (quiet >= QUIET_DAYS[0]) & (quiet <= QUIET_DAYS[1])
    able &= quiet >= GAPS_MISSED * laws.gap_days[customer]
    found = np.full(len(laws.joins), -1)
    rows, first = np.unique(customer[able], return_index=True)
    found[rows] = day[able][first]
    return found


def _is_clear(*, purchases: Purchases, laws: Laws) -> Flags:
    orders = np.bincount(purchases.customer, minlength=len(laws.joins))
    return np.asarray((laws.regularity >= CLEAR_REGULARITY) & (orders >= CLEAR_ORDERS))


def _last_days(*, purchases: Purchases, customers: int) -> Ints:
    last = np.full(customers, -NEVER)
    np.maximum.at(last, purchases.customer, purchases.day)
    return last


def _half_a_gap(laws: Laws, rows: Ints) -> Ints:
    return np.maximum(1, (laws.gap_days[rows] / 2).astype(np.int64))
