"""Who of the guests has booked the next stay already, so that it is sure to come."""

from __future__ import annotations

import numpy as np

from regulars.world.arrays import Flags, Ints
from regulars.world.cast.kinds import CABINS, SOURCES
from regulars.world.life.setting import Setting
from regulars.world.life.stakes import Stakes
from regulars.world.life.state import State
from regulars.world.season.span import HISTORY_DAYS

LEAD_DAYS = 14.0
WITHIN_DAYS = 60
ARRIVE_AT_LEAST = (3, 2)
"""Guests of the day after the history and of the next one, whatever the season, if there are
guests enough."""
FEW_GUESTS = 15


def book_ahead(*, setting: Setting, state: State, stakes: Stakes) -> Ints:
    """The rows of guests whose next stay is booked; from now on it is fixed."""
    able = _able(setting=setting, state=state, stakes=stakes)
    if able.sum() >= FEW_GUESTS:
        _plant(setting=setting, state=state, able=np.flatnonzero(able))
    ahead = state.next_day - (HISTORY_DAYS - 1)
    lead = LEAD_DAYS * setting.draws.exponential("books ahead", np.arange(len(setting)), ahead)
    soon = able & (ahead >= 1) & (ahead <= WITHIN_DAYS) & ((lead >= ahead) | state.fixed)
    rows = np.flatnonzero(soon)
    state.fixed[rows] = True
    return rows


def _able(*, setting: Setting, state: State, stakes: Stakes) -> Flags:
    cabins = setting.roster.source == SOURCES.index(CABINS)
    able = cabins & (state.orders > 0) & (state.leaves > state.next_day) & ~state.waits
    able &= state.leaves >= HISTORY_DAYS + WITHIN_DAYS
    able[stakes.troubles.customer] = False
    return np.asarray(able)


def _plant(*, setting: Setting, state: State, able: Ints) -> None:
    for days, wanted in enumerate(ARRIVE_AT_LEAST):
        day = HISTORY_DAYS + days
        there = int((state.next_day[able] == day).sum())
        rested = able[(state.next_day[able] > day + 1) & (day - state.last_day[able] > 20)]
        rested = rested[~setting.laws.hunts[rested]]
        at = setting.draws.uniform("comes", rested, np.full(len(rested), day))
        chosen = rested[np.argsort(at, kind="stable")[: max(0, wanted - there)]]
        state.next_day[chosen] = day
        state.fixed[chosen] = True
        # Somebody who simply comes is no arrival that anybody could expect.
        due = able[state.next_day[able] == day]
        state.fixed[due[:wanted]] = True
