"""Whose clear rhythm broke a few weeks ago: planted, so that a demo shows some for sure."""

from __future__ import annotations

import numpy as np

from regulars.world.arrays import Flags, Ints
from regulars.world.life.setting import Setting
from regulars.world.life.state import BROKE_OFF, State
from regulars.world.season.span import HISTORY_DAYS

QUIET_DAYS = (28, 70)
"""How long ago the last order may lie."""
GAPS_MISSED = 2.2
CLEAR_REGULARITY = 6.0
CLEAR_ORDERS = 8
BROKEN_SHARE = 0.22
"""Of the orders in those weeks of who is regular: the last one for the time being."""
LEFT_SHARE = 0.6
"""Of those: who really left; the others are only late."""


def break_rhythms(*, setting: Setting, state: State, rows: Ints, day: int) -> None:
    """Let a few of those who bought on this day fall silent until after the last day."""
    quiet, laws = HISTORY_DAYS - 1 - day, setting.laws
    if not QUIET_DAYS[0] <= quiet <= QUIET_DAYS[1]:
        return
    clear = (laws.regularity[rows] >= CLEAR_REGULARITY) & (state.orders[rows] > CLEAR_ORDERS)
    clear &= ~laws.hunts[rows] & (state.leaves[rows] >= HISTORY_DAYS)
    able = rows[clear & (quiet >= GAPS_MISSED * laws.gap_days[rows])]
    draws = setting.draws
    broken = able[draws.uniform("breaks", able, state.orders[able]) < BROKEN_SHARE]
    half_a_gap = np.maximum(1, laws.gap_days[broken] / 2)
    moved = draws.uniform("broke when", broken, state.orders[broken])
    leaves = draws.uniform("broke off", broken, state.orders[broken]) < LEFT_SHARE
    left, late = broken[leaves], broken[~leaves]
    state.leaves[left] = day + 1 + (moved[leaves] * half_a_gap[leaves]).astype(np.int64)
    state.why[left] = BROKE_OFF
    resumes = HISTORY_DAYS + (moved[~leaves] * laws.gap_days[late]).astype(np.int64)
    state.next_day[late] = resumes
    state.waits[late] = True


def rhythm_broke(*, setting: Setting, state: State) -> Flags:
    """Who bought by a clear rhythm, and then fell silent some weeks ago, planted or not.

    Shape: (customers,) bool.
    """
    laws = setting.laws
    quiet = HISTORY_DAYS - 1 - state.last_day
    clear = (laws.regularity >= CLEAR_REGULARITY) & (state.orders >= CLEAR_ORDERS) & ~laws.hunts
    quiet_for_weeks = (quiet >= QUIET_DAYS[0]) & (quiet <= QUIET_DAYS[1])
    return np.asarray(clear & quiet_for_weeks & (quiet >= GAPS_MISSED * laws.gap_days))
