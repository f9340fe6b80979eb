"""Where a future begins: the world's own, or one in which all that is uncertain is drawn anew."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from regulars.world.life.chances import AT_ONCE, LAST, due_by_day, is_gone
from regulars.world.life.hidden import Hidden
from regulars.world.life.setting import Setting
from regulars.world.life.stakes import Stakes, hold_off
from regulars.world.life.state import State
from regulars.world.season.span import NEVER


@dataclass(frozen=True)
class Future:
    """A setting with the chances of this future, and a state and stakes of its own to change."""

    setting: Setting
    state: State
    stakes: Stakes


def begin_future(hidden: Hidden, *, draw: int, days: int) -> Future:
    """Draw 0 is how it goes on; another one forgets the next orders, lives and decisions.

    What is known stays: booked stays, who has left, what went wrong. The first orders are drawn
    for so many `days`.
    """
    if draw == 0:
        return Future(hidden.setting, hidden.state.copy(), hidden.stakes)
    setting = replace(hidden.setting, draw=draw)
    state = hidden.state.copy()
    _redraw_lives(setting=setting, state=state)
    _redraw_orders(setting=setting, state=state, days=days)
    stakes = _redraw_decisions(setting=setting, state=state, stakes=hidden.stakes)
    return Future(setting, state, stakes)


def _redraw_lives(*, setting: Setting, state: State) -> None:
    rows = np.flatnonzero(~is_gone(setting=setting, state=state))
    patience = setting.draws.exponential("life from here", rows, np.zeros(len(rows), np.int64))
    state.leaves[rows] = setting.laws.lives.leaving_days(
        rows=rows,
        since=np.maximum(LAST, state.kept_until[rows]),
        patience=patience / state.hazard_times[rows],
    )


def _redraw_orders(*, setting: Setting, state: State, days: int) -> None:
    """By the chance of each day, given how long the gap has lasted."""
    able = ~is_gone(setting=setting, state=state) & ~state.fixed
    every = np.flatnonzero(able)
    at = setting.draws.uniform("order from here", every, np.zeros(len(every), np.int64))
    for first in range(0, len(every), AT_ONCE):
        rows = every[first : first + AT_ONCE]
        due = due_by_day(setting=setting, state=state, rows=rows, days=days)
        ahead = (due < at[first : first + AT_ONCE, None]).sum(axis=1)
        state.next_day[rows] = np.where(ahead >= days, NEVER, LAST + 1 + ahead)


def _redraw_decisions(*, setting: Setting, state: State, stakes: Stakes) -> Stakes:
    troubles = stakes.troubles
    if setting.variant.sours or len(troubles) == 0:
        return stakes
    lost = setting.draws.uniform("is lost", troubles.customer, troubles.number) < troubles.loss
    redrawn = replace(troubles, lost=lost)
    due = state.next_day[troubles.customer]
    hold_off(state=state, troubles=redrawn)
    return replace(stakes, troubles=redrawn, due=due)
