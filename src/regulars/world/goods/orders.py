"""What became of each purchase: by which channel, at which time, placed or cancelled."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from regulars.world.arrays import Flags, Ints
from regulars.world.cast.kinds import CABINS, KINDS, SHOP, SOURCES, TEXTILES
from regulars.world.chance import chance
from regulars.world.life.purchases import Purchases

STATES = ("placed", "cancelled", "returned")
PLACED, CANCELLED, RETURNED = range(3)
CANCELLED_SHARE = {CABINS: 0.06, SHOP: 0.01, TEXTILES: 0.025}
NOT_KNOWN = -1
CHANNELS = ("phone", "website", "portal", "walk-in", "counter", "email", "visit")
CHANNEL_SHARES = {
    CABINS: (0.35, 0.33, 0.20, 0.12, 0.00, 0.00, 0.00),
    SHOP: (0.12, 0.07, 0.00, 0.00, 0.81, 0.00, 0.00),
    TEXTILES: (0.42, 0.00, 0.00, 0.08, 0.00, 0.20, 0.30),
}
CHANNEL_NOT_KNOWN_SHARE = 0.03
PAPER_BOOK_DAYS = 150
"""Until then the cabins wrote down the day only."""
OPENING_HOURS = {CABINS: (5.0, 9.0, 21.0), SHOP: (8.0, 17.0, 20.5), TEXTILES: (9.0, 11.5, 18.5)}
"""Opens, busiest, closes, in local time; night coaches bring guests from five."""


@dataclass(frozen=True)
class Orders:
    """One row an order or a return.

    Shape: each (orders,); `customer` is a row of the roster or -1, `source` one of SOURCES,
           `state` of STATES, `channel` of CHANNELS or -1, `undoes` the row of the order that
           a return undoes or -1, `issue` a number in ISSUES or -1.
    Units: `minute` counts from midnight in local time; -1 where only the day is known.
    """

    customer: Ints
    source: Ints
    day: Ints
    minute: Ints
    state: Ints
    channel: Ints
    undoes: Ints
    issue: Ints


def draw_orders(*, purchases: Purchases, troubled: Flags, seed: int) -> Orders:
    """One order a purchase, in the same row order.

    Shape: `troubled` (orders,): something goes wrong with it, so it was not cancelled before.
    """
    n = len(purchases.day)
    source = np.array([SOURCES.index(kind.source) for kind in KINDS])[purchases.kind]
    rng = chance(seed=seed, part="orders")
    cancelled = rng.random(n) < np.array([CANCELLED_SHARE[name] for name in SOURCES])[source]
    return Orders(
        customer=purchases.customer,
        source=source,
        day=purchases.day,
        minute=minutes_of_the_day(source=source, day=purchases.day, rng=rng),
        state=np.where(cancelled & ~troubled, CANCELLED, PLACED),
        channel=_channels(source=source, named=purchases.customer >= 0, rng=rng),
        undoes=np.full(n, NOT_KNOWN),
        issue=purchases.issue,
    )


def minutes_of_the_day(*, source: Ints, day: Ints, rng: np.random.Generator) -> Ints:
    """When, in local time, between opening and closing; -1 while only days were noted."""
    opens, busiest, closes = np.array([OPENING_HOURS[name] for name in SOURCES])[source].T
    minute = np.asarray(60 * rng.triangular(opens, busiest, closes)).astype(np.int64)
    minute[(source == SOURCES.index(CABINS)) & (day < PAPER_BOOK_DAYS)] = NOT_KNOWN
    return minute


def _channels(*, source: Ints, named: Flags, rng: np.random.Generator) -> Ints:
    """Only at the counter does nobody need a name."""
    upper = np.cumsum([CHANNEL_SHARES[name] for name in SOURCES], axis=1)[source]
    at = rng.random(len(source))
    channel = np.minimum((at[:, None] >= upper).sum(axis=1), len(CHANNELS) - 1)
    channel[~named] = CHANNELS.index("counter")
    return np.where(rng.random(len(source)) < CHANNEL_NOT_KNOWN_SHARE, NOT_KNOWN, channel)
