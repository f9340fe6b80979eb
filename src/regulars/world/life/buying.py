"""On which days each customer buys: a renewal process in the time of the season."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from regulars.world.arrays import Floats, Ints
from regulars.world.cast.kinds import KINDS, Kind
from regulars.world.cast.laws import Laws
from regulars.world.cast.roster import Roster
from regulars.world.chance import chance
from regulars.world.season.seasons import demand
from regulars.world.span import HISTORY_DAYS, Span


@dataclass(frozen=True)
class Purchases:
    """One row an order to be.

    Shape: each (orders,); `customer` is a row of the roster, -1 for somebody not named;
           `kind` a number in KINDS; `day` a day of the span.
    """

    customer: Ints
    kind: Ints
    day: Ints


def draw_purchases(*, roster: Roster, laws: Laws, span: Span, seed: int) -> Purchases:
    """Every purchase of a named customer, sorted by customer and day.

    Units: gaps are gamma(k, 1/(k·rate)) in season time, in which a day of double demand
           lasts twice as long; so both the season and a customer's rhythm are kept.
    """
    nobody = np.zeros(0, dtype=np.int64)
    customers, days = [nobody], [nobody]
    for number, kind in enumerate(KINDS):
        rows = np.flatnonzero((roster.kind == number) & laws.buys)
        rng = chance(seed=seed, part=f"buying {kind.name}")
        clock = np.concatenate(([0.0], np.cumsum(demand(kind=kind, span=span))))
        bought = _rounds(rows=rows, laws=laws, clock=clock, kind=kind, rng=rng)
        customers.extend(row for row, _ in bought)
        days.extend(day for _, day in bought)
    customer, day = np.concatenate(customers), np.concatenate(days)
    order = np.lexsort((day, customer))
    customer, day = customer[order], day[order]
    return Purchases(customer=customer, kind=roster.kind[customer], day=day)


def _rounds(
    *, rows: Ints, laws: Laws, clock: Floats, kind: Kind, rng: np.random.Generator
) -> list[tuple[Ints, Ints]]:
    """The first order of all, then the second of all who are left, and so on."""
    found: list[tuple[Ints, Ints]] = []
    day = _first_days(rows=rows, laws=laws, clock=clock, rng=rng)
    while True:
        stays = (day < laws.leaves[rows]) & (day < HISTORY_DAYS)
        rows, day = rows[stays], day[stays]
        if len(rows) == 0:
            return found
        found.append((rows, day))
        later = clock[day] + rng.random(len(rows)) * (clock[day + 1] - clock[day])
        next_day = _day_at(later + _gaps(rows=rows, laws=laws, rng=rng), clock)
        day = np.maximum(next_day, day + kind.min_gap_days)


def _first_days(*, rows: Ints, laws: Laws, clock: Floats, rng: np.random.Generator) -> Ints:
    """Joining is the first order; who came earlier is somewhere within a gap.

    A day picked at random falls into long gaps more often: hence the shape plus one.
    """
    shape = laws.regularity[rows]
    met = rng.gamma(shape + 1, laws.gap_days[rows] / shape)
    into_a_gap = rng.random(len(rows)) * met
    joins = laws.joins[rows]
    return np.where(joins >= 0, joins, _day_at(into_a_gap, clock))


def _gaps(*, rows: Ints, laws: Laws, rng: np.random.Generator) -> Floats:
    shape = laws.regularity[rows]
    return np.asarray(rng.gamma(shape, laws.gap_days[rows] / shape), dtype=np.float64)


def _day_at(season_time: Floats, clock: Floats) -> Ints:
    """Beyond the clock: a day after the history, where the process ends anyway."""
    return np.searchsorted(clock, season_time, side="right").astype(np.int64) - 1
