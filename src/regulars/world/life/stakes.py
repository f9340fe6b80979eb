"""Who may still be lost over something that went wrong, and can still be kept."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from regulars.world.arrays import Flags, Ints
from regulars.world.life.setting import Setting
from regulars.world.life.state import AFTER_A_PROBLEM, SILENT, State
from regulars.world.life.troubles import (
    EASY_LOSS,
    SOURS_TIMES,
    Troubles,
    joined_troubles,
)


@dataclass(frozen=True)
class Stakes:
    """Troubles whose customers have not yet decided.

    Shape: each (stakes,); `place` is the number of the trouble in the log, `due` the day on which
           the customer would have ordered next without it.
    """

    troubles: Troubles
    place: Ints
    due: Ints

    def __len__(self) -> int:
        return len(self.place)

    def at(self, rows: Ints) -> Stakes:
        return Stakes(self.troubles.at(rows), self.place[rows], self.due[rows])


def opened(*, setting: Setting, state: State, stakes: Stakes, new: Troubles, first: int) -> Stakes:
    """The stakes with those of a day added; who may be lost holds off with the next order.

    `first` is the place in the log of the first of the new ones.
    """
    due = state.next_day[new.customer]
    _sour(setting=setting, state=state, troubles=new)
    if not setting.variant.sours:
        hold_off(state=state, troubles=new)
    place = np.arange(first, first + len(new))
    return Stakes(
        troubles=joined_troubles([stakes.troubles, new]),
        place=np.concatenate([stakes.place, place]),
        due=np.concatenate([stakes.due, due]),
    )


def hold_off(*, state: State, troubles: Troubles) -> None:
    """Who will be lost orders no more once they feel it, even before they decide."""
    waits = troubles.lost & (state.next_day[troubles.customer] >= troubles.felt)
    lost = troubles.at(np.flatnonzero(waits))
    np.maximum.at(state.next_day, lost.customer, lost.leaves_on)


def decided(*, setting: Setting, state: State, stakes: Stakes, day: int) -> Stakes:
    """The stakes that are still open after this day; who decides to leave does."""
    due = stakes.troubles.leaves_on <= day
    if not setting.variant.sours:
        gone = stakes.troubles.at(np.flatnonzero(due & stakes.troubles.lost))
        still = state.leaves[gone.customer] > day
        rows = gone.customer[still]
        state.leaves[rows] = day
        state.why[rows] = np.where(gone.told[still], AFTER_A_PROBLEM, SILENT)
    return stakes.at(np.flatnonzero(~due))


def saved(*, setting: Setting, state: State, stakes: Stakes, which: Flags, day: int) -> Stakes:
    """The stakes after those marked were put right: nobody is lost over them as easily any more."""
    if not which.any():
        return stakes
    troubles = stakes.troubles
    loss = np.where(which, np.minimum(troubles.loss, EASY_LOSS), troubles.loss)
    rows = troubles.customer[which]
    if setting.variant.sours:
        times = (1 + SOURS_TIMES * loss[which]) / (1 + SOURS_TIMES * troubles.loss[which])
        for row, factor in zip(rows.tolist(), times.tolist(), strict=True):
            likelier(setting=setting, state=state, rows=np.array([row]), times=factor, day=day)
    # The same chance as before decides: who would have stayed anyway stays.
    still = setting.draws.uniform("is lost", troubles.customer, troubles.number) < loss
    lost = np.where(which, troubles.lost & still, troubles.lost)
    freed = np.flatnonzero(which & troubles.lost & ~lost)
    state.next_day[troubles.customer[freed]] = np.maximum(stakes.due[freed], day + 1)
    return replace(stakes, troubles=replace(troubles, loss=loss, lost=lost))


def likelier(*, setting: Setting, state: State, rows: Ints, times: float, day: int) -> None:
    """Make leaving so many times as likely from this day on, for good."""
    lives = setting.laws.lives
    now = np.full(len(rows), day)
    left = lives.used_up(rows=rows, days=state.leaves[rows]) - lives.used_up(rows=rows, days=now)
    state.hazard_times[rows] *= times
    there = state.leaves[rows] > day
    rows, left = rows[there], left[there]
    state.leaves[rows] = lives.leaving_days(rows=rows, since=now[there], patience=left / times)


def _sour(*, setting: Setting, state: State, troubles: Troubles) -> None:
    hard = troubles.at(np.flatnonzero(troubles.told & (troubles.loss > 2 * EASY_LOSS)))
    np.minimum.at(state.sour_day, hard.customer, hard.felt)
    if not setting.variant.sours:
        return
    for at in range(len(troubles)):
        one = troubles.at(np.array([at]))
        times = 1 + SOURS_TIMES * float(one.loss[0])
        day = int(one.felt[0])
        rows = one.customer
        before = state.leaves[rows].copy()
        likelier(setting=setting, state=state, rows=rows, times=times, day=day)
        earlier = state.leaves[rows] < before
        why = np.where(one.told, AFTER_A_PROBLEM, SILENT)
        state.why[rows] = np.where(earlier, why, state.why[rows])
