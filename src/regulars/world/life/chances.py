"""The true chances on the evening of the last day: to order within so many days, and to stay."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from regulars.world.arrays import Flags, Floats, Ints
from regulars.world.life.setting import Setting
from regulars.world.life.stakes import Stakes
from regulars.world.life.state import ONCE, State
from regulars.world.season.span import HISTORY_DAYS

LAST = HISTORY_DAYS - 1
AT_ONCE = 4096
"""Rows worked on together: memory stays flat however many customers there are."""
AS_GOOD_AS_NEVER = 1e-9
"""Who is later than this chance says of their law comes within a gap of theirs."""


@dataclass(frozen=True)
class Chances:
    """What would happen without any care.

    Shape: `order` and `order_if_kept` (horizons, customers), `stay` (customers,). `order_if_kept`
           is the chance of an order if nobody left; all without what hangs on `not_lost`, the
           chance (customers,) that nothing that went wrong already costs them.
    """

    within_days: tuple[int, ...]
    order: Floats
    order_if_kept: Floats
    stay: Floats
    not_lost: Floats


def chances_of(
    *, setting: Setting, state: State, stakes: Stakes, within_days: tuple[int, ...]
) -> Chances:
    """Chances from the day after the history on; `stay` is to be there still a year later."""
    n, longest = len(setting), max(within_days)
    order = np.zeros((len(within_days), n))
    if_kept = np.zeros((len(within_days), n))
    stay = np.zeros(n)
    for first in range(0, n, AT_ONCE):
        rows = np.arange(first, min(first + AT_ONCE, n))
        due = due_by_day(setting=setting, state=state, rows=rows, days=longest)
        there = staying(setting=setting, state=state, rows=rows, days=np.arange(1, longest + 1))
        on_day = np.diff(due, axis=1, prepend=0.0)
        bought = np.cumsum(on_day * there, axis=1)
        for place, days in enumerate(within_days):
            order[place, rows] = bought[:, days - 1]
            if_kept[place, rows] = due[:, days - 1]
        stay[rows] = staying(setting=setting, state=state, rows=rows, days=np.array([365]))[:, 0]
    return Chances(
        within_days=within_days,
        order=order,
        order_if_kept=if_kept,
        stay=stay,
        not_lost=not_lost(setting=setting, stakes=stakes),
    )


def due_by_day(*, setting: Setting, state: State, rows: Ints, days: int) -> Floats:
    """The chance that the next order falls due by each of the next days, whoever leaves before.

    Shape: (n, days) float64; 0 for who has left or never buys.
    """
    ahead = np.arange(1, days + 1)
    due = _by_law(setting=setting, state=state, rows=rows, ahead=ahead)
    gap = np.where(setting.laws.buys[rows], setting.laws.gap_days[rows], 1.0)
    soon = np.minimum(ahead[None, :] / gap[:, None], 1.0)
    due = np.where(state.waits[rows][:, None], soon, due)
    known = (state.next_day[rows][:, None] <= LAST + ahead[None, :]).astype(np.float64)
    due = np.where(state.fixed[rows][:, None], known, due)
    due[is_gone(setting=setting, state=state)[rows]] = 0.0
    return due


def staying(*, setting: Setting, state: State, rows: Ints, days: Ints) -> Floats:
    """The chance to be there still, so many days after the last one. Shape: (n, days)."""
    kept = np.maximum(state.kept_until[rows] - LAST, 0)
    times = state.hazard_times[rows]
    found = np.ones((len(rows), len(days)))
    free = kept == 0
    found[free] = setting.laws.lives.staying(
        rows=rows[free], since=LAST, days=days, times=times[free]
    )
    for at in np.flatnonzero(~free).tolist():
        later = np.maximum(days - kept[at], 0)
        since = LAST + int(kept[at])
        found[at] = setting.laws.lives.staying(
            rows=rows[[at]], since=since, days=later, times=times[[at]]
        )[0]
    found[is_gone(setting=setting, state=state)[rows]] = 0.0
    return found


def is_gone(*, setting: Setting, state: State) -> Flags:
    """Who has left, or bought the only time and will not be back. Shape: (customers,)."""
    once = (state.why == ONCE) & (state.leaves <= HISTORY_DAYS + 1)
    return np.asarray((state.leaves < HISTORY_DAYS) | once | ~setting.laws.buys)


def not_lost(*, setting: Setting, stakes: Stakes) -> Floats:
    """The chance that nothing that went wrong already costs a customer. Shape: (customers,)."""
    chance = np.ones(len(setting))
    if not setting.variant.sours:
        np.multiply.at(chance, stakes.troubles.customer, 1 - stakes.troubles.loss)
    return chance


def _by_law(*, setting: Setting, state: State, rows: Ints, ahead: Ints) -> Floats:
    clock = setting.clock[rows]
    end = np.full(len(rows), HISTORY_DAYS)
    now = setting.clocks.at(clock=clock, days=end)
    mean = setting.laws.gap_days[rows] / setting.laws.rate_times(rows=rows, day=LAST)
    mean = np.where(np.isfinite(mean), mean, 1e12)
    gone_by = np.maximum(now - state.gap_began[rows], 0.0)
    later = setting.clocks.at(
        clock=np.repeat(clock, len(ahead)), days=np.tile(HISTORY_DAYS + ahead, len(rows))
    ).reshape(len(rows), len(ahead))
    passed = gone_by[:, None] + later - now[:, None]
    gaps = setting.laws.gaps
    before = gaps.survival(rows=rows, gaps=gone_by / mean)
    after = gaps.survival(rows=rows, gaps=passed / mean[:, None])
    late = before < AS_GOOD_AS_NEVER
    due = 1 - after / np.maximum(before, AS_GOOD_AS_NEVER)[:, None]
    soon = np.minimum((later - now[:, None]) / mean[:, None], 1.0)
    due = np.where(late[:, None], soon, due)
    # Nobody comes again within a few days of the last order.
    too_soon = LAST + ahead[None, :] < (state.last_day[rows] + setting.min_gap[rows])[:, None]
    return np.where(too_soon, 0.0, np.clip(due, 0.0, 1.0))
