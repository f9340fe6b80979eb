"""The fact `reservation`: every stay was booked ahead, and some are still to come."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from regulars.contracts import RESERVATION
from regulars.world.arrays import Ints
from regulars.world.cast.kinds import CABINS, SOURCES
from regulars.world.chance import chance
from regulars.world.goods.orders import CHANNELS, PLACED, RETURNED, Orders
from regulars.world.span import HISTORY_DAYS, Span
from regulars.world.told.tables import dates_of, fact_table, texts_at

STATES = ("stayed", "cancelled", "no_show", "booked")
STAYED, CANCELLED, NO_SHOW, BOOKED = range(4)
NO_SHOW_SHARE = 0.25
"""Of the stays that came to nothing: who did not even say so."""
BOOKED_AHEAD_DAYS = 14.0
MORE_NIGHTS = 0.8
COMING_SHARE = 0.12
"""Of the guests of the last year: who has booked again."""
COMING_DAYS = 60


def reservation_table(
    *, orders: Orders, keys: Sequence[str], customer_keys: Sequence[str], span: Span, seed: int
) -> pa.Table:
    """The fact `reservation`, by day of booking; stays name the order that billed them."""
    rng = chance(seed=seed, part="bookings")
    cabins = orders.source == SOURCES.index(CABINS)
    rows = np.flatnonzero(cabins & (orders.customer >= 0) & (orders.state != RETURNED))
    lost = np.where(rng.random(len(rows)) < NO_SHOW_SHARE, NO_SHOW, CANCELLED)
    coming = _coming(orders=orders, rows=rows, rng=rng)
    n = len(coming)
    arrives = np.concatenate([orders.day[rows], HISTORY_DAYS + rng.integers(0, COMING_DAYS, n)])
    customer = np.concatenate([orders.customer[rows], coming])
    ahead = rng.exponential(BOOKED_AHEAD_DAYS, len(arrives)).astype(np.int64)
    booked = np.clip(arrives - ahead, 0, HISTORY_DAYS - 1)
    state = np.concatenate(
        [np.where(orders.state[rows] == PLACED, STAYED, lost), np.full(n, BOOKED)]
    )
    channel = np.concatenate([orders.channel[rows], np.full(n, CHANNELS.index("website"))])
    columns = {
        "source_id": [f"V-{place:05d}" for place in range(1, len(arrives) + 1)],
        "source": [CABINS] * len(arrives),
        "customer_key": texts_at(customer_keys, customer),
        "state": texts_at(STATES, state),
        "arrives_on": dates_of(span=span, days=arrives),
        "departs_on": dates_of(
            span=span, days=arrives + 1 + rng.poisson(MORE_NIGHTS, len(arrives))
        ),
        "happened_on": dates_of(span=span, days=booked),
        "channel": texts_at(CHANNELS, channel),
        "order_key": texts_at(keys, np.concatenate([rows, np.full(n, -1)])),
    }
    table = fact_table(contract=RESERVATION, columns=columns)
    return table.take(np.lexsort((np.arange(len(arrives)), booked)))


def _coming(*, orders: Orders, rows: Ints, rng: np.random.Generator) -> Ints:
    lately = rows[(orders.day[rows] >= HISTORY_DAYS - 365) & (orders.state[rows] == PLACED)]
    guests = np.unique(orders.customer[lately])
    return guests[rng.random(len(guests)) < COMING_SHARE]
