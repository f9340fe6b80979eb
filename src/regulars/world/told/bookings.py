"""The fact `reservation`: every stay was booked ahead, and some are still to come."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from regulars.contracts import RESERVATION
from regulars.world.arrays import Ints
from regulars.world.cast.kinds import CABINS
from regulars.world.goods.abroad import CURRENCIES
from regulars.world.goods.lines import sums
from regulars.world.goods.orders import CHANNELS, PLACED, RETURNED
from regulars.world.goods.stays import CABIN_KEYS, CABIN_NAMES, CABINS_OF_A_KIND, UNIT_ISSUE
from regulars.world.life.issues import ISSUES
from regulars.world.season.span import HISTORY_DAYS
from regulars.world.told.known import Known
from regulars.world.told.tables import (
    dates_of,
    fact_table,
    instants_of,
    numbered,
    one_text,
    texts_at,
)

STATES = ("stayed", "cancelled", "no_show", "booked")
STAYED, CANCELLED, NO_SHOW, BOOKED = range(4)
NO_SHOW_SHARE = 0.25
"""Of the stays that came to nothing: who did not even say so."""
BOOKED_AHEAD_DAYS = 14.0
PURPOSES = ("holiday", "work", "family", "event", "other")
PURPOSE_SHARES: dict[str, tuple[float, ...]] = {
    "family": (0.25, 0.0, 0.65, 0.1, 0.0),
    "trekking club": (0.6, 0.0, 0.0, 0.35, 0.05),
    "office": (0.1, 0.6, 0.0, 0.3, 0.0),
}
OTHER_PURPOSES = (0.62, 0.12, 0.16, 0.05, 0.05)
PURPOSE_KNOWN_SHARE = 0.72
PARTY_KNOWN_SHARE = 0.94
HOUR_KNOWN_SHARE = 0.55
ARRIVES_FROM, ARRIVES_MOSTLY, ARRIVES_UNTIL = 11.0, 15.0, 21.0
"""Hours of the local day; people say it in quarters of one."""


@dataclass(frozen=True)
class Bookings:
    """One row a reservation, by day of booking. Shape: each (reservations,); `order` the row of
    the order, -1 where it is still to come."""

    keys: pa.Array
    order: Ints
    customer: Ints
    arrives: Ints
    nights: Ints
    guests: Ints
    cabin: Ints
    number: Ints
    booked: Ints
    state: Ints


def draw_bookings(known: Known, *, coming: Ints) -> Bookings:
    """Every stay of the history, and of `coming` the customers who have booked one to come."""
    rng = known.rng("bookings")
    orders, stays = known.orders, known.stays
    known_guest = orders.customer[stays.order] >= 0
    at = np.flatnonzero(known_guest & (orders.state[stays.order] != RETURNED))
    rows, n = stays.order[at], len(coming)
    lost = np.where(rng.random(len(rows)) < NO_SHOW_SHARE, NO_SHOW, CANCELLED)
    later = known.history.state.next_day[coming]
    cabin = np.concatenate([stays.cabin[at], rng.integers(0, len(CABIN_KEYS), n)])
    arrives = np.concatenate([orders.day[rows], later])
    ahead = rng.exponential(BOOKED_AHEAD_DAYS, len(arrives)).astype(np.int64)
    booked = np.clip(arrives - ahead, 0, HISTORY_DAYS - 1)
    of_coming = (rng.random(n) * np.array(CABINS_OF_A_KIND)[cabin[len(rows) :]]).astype(np.int64)
    state = np.where(orders.state[rows] == PLACED, STAYED, lost)
    order = np.concatenate([rows, np.full(n, -1)])
    number = np.concatenate([_numbers(known, at, rng), of_coming])
    by_day = np.lexsort((np.arange(len(arrives)), booked))
    return Bookings(
        keys=numbered("V-", np.arange(1, len(arrives) + 1), digits=5),
        order=order[by_day],
        customer=np.concatenate([orders.customer[rows], coming])[by_day],
        arrives=arrives[by_day],
        nights=np.concatenate([stays.nights[at], 1 + rng.poisson(0.8, n)])[by_day],
        guests=np.concatenate([stays.guests[at], 1 + rng.poisson(1.4, n)])[by_day],
        cabin=cabin[by_day],
        number=number[by_day],
        booked=booked[by_day],
        state=np.concatenate([state, np.full(n, BOOKED)])[by_day],
    )


def reservation_table(known: Known, bookings: Bookings) -> pa.Table:
    """The fact `reservation`, by day of booking; stays name the order that billed them."""
    rng = known.rng("reservation table")
    span, n = known.span, len(bookings.order)
    stayed = bookings.order >= 0
    billed = sums(lines=known.lines, orders=len(known.orders.day))
    channel = np.where(stayed, known.orders.channel[bookings.order], CHANNELS.index("website"))
    columns = {
        "source_id": bookings.keys,
        "source": one_text(CABINS, n),
        "customer_key": texts_at(known.keys, bookings.customer),
        "state": texts_at(STATES, bookings.state),
        "arrives_on": dates_of(span=span, days=bookings.arrives),
        "arrives_at": _hours(known, bookings),
        "departs_on": dates_of(span=span, days=bookings.arrives + bookings.nights),
        "happened_on": dates_of(span=span, days=bookings.booked),
        "party": pa.array(bookings.guests, mask=rng.random(n) >= PARTY_KNOWN_SHARE),
        "purpose": texts_at(PURPOSES, _purposes(known, bookings, rng)),
        "unit": texts_at(_units(), _FIRST_UNIT[bookings.cabin] + bookings.number),
        "amount_minor": pa.array(billed[bookings.order], mask=~stayed),
        "currency": texts_at(CURRENCIES, np.where(stayed, 0, -1)),
        "channel": texts_at(CHANNELS, channel),
        "order_key": texts_at(known.numbers, bookings.order),
    }
    return fact_table(contract=RESERVATION, columns=columns)


def reservation_of_order(known: Known, bookings: Bookings) -> pa.Array:
    """The key of the reservation of each order; null where it is no stay. Shape: (orders,)."""
    place = np.full(len(known.orders.day), -1)
    place[bookings.order[bookings.order >= 0]] = np.flatnonzero(bookings.order >= 0)
    return texts_at(bookings.keys, place)


_FIRST_UNIT: Ints = np.cumsum([0, *CABINS_OF_A_KIND[:-1]])


def _units() -> list[str]:
    return [
        f"{name} {number + 1}"
        for name, count in zip(CABIN_NAMES, CABINS_OF_A_KIND, strict=True)
        for number in range(count)
    ]


def _numbers(known: Known, at: Ints, rng: np.random.Generator) -> Ints:
    """Who was exposed to the fault of a cabin slept in it, and nobody else did in those days."""
    orders, stays = known.orders, known.stays
    rows, number = stays.order[at], stays.number[at].copy()
    issue = ISSUES[UNIT_ISSUE]
    begins, ends = issue.days(last=HISTORY_DAYS - 1)
    kind, place = str(issue.unit).rsplit(" ", 1)
    faulty = int(place) - 1
    of_kind = stays.cabin[at] == CABIN_NAMES.index(kind)
    within = of_kind & (orders.day[rows] >= begins) & (orders.day[rows] <= ends)
    exposed = orders.issue[rows] == UNIT_ISSUE
    number[exposed] = faulty
    others = CABINS_OF_A_KIND[CABIN_NAMES.index(kind)] - 1
    away = within & ~exposed & (number == faulty)
    number[away] = (faulty + 1 + rng.integers(0, others, int(away.sum()))) % (others + 1)
    return number


def _hours(known: Known, bookings: Bookings) -> pa.Array:
    rng, n = known.rng("hours of arrival"), len(bookings.arrives)
    hour = rng.triangular(ARRIVES_FROM, ARRIVES_MOSTLY, ARRIVES_UNTIL, n)
    return instants_of(
        span=known.span,
        days=bookings.arrives,
        minutes=15 * np.rint(4 * hour).astype(np.int64),
        known=rng.random(n) < HOUR_KNOWN_SHARE,
    )


def _purposes(known: Known, bookings: Bookings, rng: np.random.Generator) -> Ints:
    kinds = [known.setting.roster.kind_at(row).name for row in bookings.customer.tolist()]
    shares = [PURPOSE_SHARES.get(kind, OTHER_PURPOSES) for kind in kinds]
    upper = np.cumsum(np.array(shares).reshape(len(kinds), len(PURPOSES)), axis=1)
    at = rng.random((len(kinds), 2))
    purpose = np.minimum((at[:, :1] >= upper).sum(axis=1), len(PURPOSES) - 1)
    return np.where(at[:, 1] < PURPOSE_KNOWN_SHARE, purpose, -1)
