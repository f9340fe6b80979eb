"""Who pays in which currency: buyers abroad have a price list of their own."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from regulars.world.arrays import Ints
from regulars.world.cast.kinds import NUMBER_OF
from regulars.world.chance import chance
from regulars.world.goods.lines import Lines
from regulars.world.goods.orders import Orders

CURRENCIES = ("BDT", "USD", "EUR")
HOME = 0
EURO_SHARE = 0.4


def currencies(*, kinds: Ints, seed: int) -> Ints:
    """The currency of each customer, a place in CURRENCIES.

    Shape: (customers,), rows as in the roster.
    """
    rng = chance(seed=seed, part="currencies")
    euro = rng.random(len(kinds)) < EURO_SHARE
    abroad = np.where(euro, CURRENCIES.index("EUR"), CURRENCIES.index("USD"))
    return np.where(kinds == NUMBER_OF["buyer abroad"], abroad, HOME)


def in_currency(*, lines: Lines, orders: Orders, currency: Ints) -> Lines:
    """Abroad a piece costs as many cents as it costs taka at home.

    Shape: `currency` (customers,), places in CURRENCIES.
    """
    abroad = np.append(currency, HOME)[orders.customer] != HOME
    cents = lines.amount_minor // 100
    return replace(lines, amount_minor=np.where(abroad[lines.order], cents, lines.amount_minor))
