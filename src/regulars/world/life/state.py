"""Where everybody stands on a day: what the next day begins from."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

import numpy as np

from regulars.world.arrays import Flags, Floats, Ints
from regulars.world.life.setting import Setting
from regulars.world.season.span import NEVER

WHY = ("own time", "bought once", "broke off", "after a problem", "silent", "bothered")
OWN_TIME, ONCE, BROKE_OFF, AFTER_A_PROBLEM, SILENT, BOTHERED = range(len(WHY))
"""What makes somebody leave: nothing that we did, or something that went wrong."""


@dataclass
class State:
    """One row a customer; the arrays are written to as days pass.

    Shape: each (customers,).
    Units: days of the span, NEVER where not; `gap_began` in season time. Nobody buys from the day
           `leaves` on; `why` tells what makes them, a place in WHY.
    """

    next_day: Ints
    gap_began: Floats
    leaves: Ints
    why: Ints
    orders: Ints
    first_day: Ints
    last_day: Ints
    longest_gap: Ints
    hazard_times: Floats
    """How much likelier leaving has become by what they went through."""
    lives: Ints
    """How often their life was drawn."""
    waits: Flags
    """Somebody with a clear rhythm who is late without having left."""
    fixed: Flags
    """The next order is on its way: booked, or promised."""
    kept_until: Ints
    """Nobody leaves before this day whom care has kept."""
    cared_day: Ints
    planned_day: Ints
    """When they were last on a list, cared for or held out."""
    sends_times: Floats
    sends_until: Ints
    spends_times: Floats
    spends_until: Ints
    sour_day: Ints
    """From when on they send fewer, after a hard problem."""

    def copy(self) -> State:
        return replace(self, **{one.name: getattr(self, one.name).copy() for one in fields(self)})


def first_state(*, setting: Setting) -> State:
    """Everybody before day 0: who joined earlier is somewhere within a gap."""
    laws, n = setting.laws, len(setting)
    rows = np.arange(n)
    draws = setting.draws
    since = np.maximum(laws.joins, 0)
    patience = draws.exponential("life", rows, np.zeros(n, dtype=np.int64))
    leaves = laws.lives.leaving_days(rows=rows, since=since, patience=patience)
    next_day, gap_began = _first_days(setting=setting)
    never = np.full(n, NEVER)
    zero = np.zeros(n, dtype=np.int64)
    return State(
        next_day=np.where(laws.buys, next_day, NEVER),
        gap_began=gap_began,
        leaves=np.where(laws.buys_once, since + 1, leaves),
        why=np.where(laws.buys_once, ONCE, OWN_TIME),
        orders=zero.copy(),
        first_day=never.copy(),
        last_day=-never,
        longest_gap=zero.copy(),
        hazard_times=np.ones(n),
        lives=zero + 1,
        waits=np.zeros(n, dtype=bool),
        fixed=np.zeros(n, dtype=bool),
        kept_until=-never,
        cared_day=-never,
        planned_day=-never,
        sends_times=np.ones(n),
        sends_until=-never,
        spends_times=np.ones(n),
        spends_until=-never,
        sour_day=never.copy(),
    )


def first_buying_day(*, setting: Setting, rows: Ints, days: Ints) -> Ints:
    """The first of these days or a later one on which they buy: hunters wait for a campaign."""
    last = setting.next_reduced.shape[1] - 1
    waits = setting.laws.hunts[rows] & (days <= last)
    reduced = setting.next_reduced[setting.roster.source[rows], np.minimum(days, last)]
    return np.where(waits, reduced, days)


def _first_days(*, setting: Setting) -> tuple[Ints, Floats]:
    """Joining is the first order; who came earlier is somewhere within a gap.

    A day picked at random falls into long gaps more often: of a few gaps one is met by its length.
    """
    laws, n = setting.laws, len(setting)
    rows = np.arange(n)
    early = np.flatnonzero((laws.joins < 0) & laws.buys)
    met, into = _met_gap(setting=setting, rows=early)
    began = np.zeros(n)
    began[early] = -into
    due = np.full(n, NEVER)
    due[early] = setting.clocks.days_at(clock=setting.clock[early], times=met - into)
    late = rows[laws.joins >= 0]
    due[late] = laws.joins[late]
    began[late] = setting.clocks.at(clock=setting.clock[late], days=laws.joins[late])
    return first_buying_day(setting=setting, rows=rows, days=due), began


def _met_gap(*, setting: Setting, rows: Ints) -> tuple[Floats, Floats]:
    """The gap that day 0 falls into, and how far into it, in season time."""
    tries = 24
    draws, laws = setting.draws, setting.laws
    # Orders before the history are numbered below 0.
    drawn = np.array(
        [
            laws.gaps.drawn(draws=draws, rows=rows, numbers=np.full(len(rows), -1 - number))
            for number in range(tries)
        ]
    ).reshape(tries, len(rows))
    begins = np.cumsum(drawn, axis=0) - drawn
    at = draws.uniform("met", rows, np.zeros(len(rows), dtype=np.int64)) * drawn.sum(axis=0)
    which = np.maximum((begins <= at).sum(axis=0) - 1, 0)
    column = np.arange(len(rows))
    mean = laws.gap_days[rows] / laws.rate_times(rows=rows, day=0)
    return drawn[which, column] * mean, (at - begins[which, column]) * mean
