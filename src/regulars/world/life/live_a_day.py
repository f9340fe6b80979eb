"""One day: who decides to leave, who is cared for, who buys, and what goes wrong with it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from regulars.world.arrays import Ints
from regulars.world.life.issues import ISSUES
from regulars.world.life.setting import Setting
from regulars.world.life.stakes import Stakes, opened
from regulars.world.life.state import State, first_buying_day
from regulars.world.life.troubles import Troubles, draw_troubles
from regulars.world.season.span import HISTORY_DAYS

NO_ISSUE = -1


@dataclass(frozen=True)
class Bought:
    """The orders of a day. Shape: each (orders,)."""

    customer: Ints
    number: Ints
    issue: Ints


def buy(*, setting: Setting, state: State, day: int) -> Bought:
    """Who is due buys, and gets the day of the next order."""
    rows = np.flatnonzero((state.next_day == day) & (state.leaves > day))
    numbers = state.orders[rows]
    bought = Bought(
        customer=rows,
        number=numbers,
        issue=_issues(setting=setting, rows=rows, numbers=numbers, day=day),
    )
    gap = np.where(numbers > 0, day - state.last_day[rows], 0)
    state.longest_gap[rows] = np.maximum(state.longest_gap[rows], gap)
    state.first_day[rows] = np.minimum(state.first_day[rows], day)
    state.last_day[rows] = day
    state.orders[rows] += 1
    state.fixed[rows] = False
    _next_days(setting=setting, state=state, rows=rows, numbers=numbers, day=day)
    return bought


def go_wrong(
    *, setting: Setting, state: State, stakes: Stakes, bought: Bought, day: int, first: int
) -> tuple[Stakes, Troubles]:
    """The stakes with those of the day's orders, and what went wrong with these.

    `first` is the place in the log of the first of them.
    """
    new = draw_troubles(
        setting=setting,
        rows=bought.customer,
        numbers=bought.number,
        issue=bought.issue,
        day=day,
    )
    if len(new):
        stakes = opened(setting=setting, state=state, stakes=stakes, new=new, first=first)
    return stakes, new


def _next_days(*, setting: Setting, state: State, rows: Ints, numbers: Ints, day: int) -> None:
    """Gaps are of the season's time, so both the season and a customer's rhythm are kept."""
    laws, clocks, clock = setting.laws, setting.clocks, setting.clock[rows]
    days = np.full(len(rows), day)
    within = setting.draws.uniform("hour", rows, numbers)
    began = clocks.at(clock=clock, days=days) + within * clocks.speed(clock=clock, days=days)
    gap = laws.gaps.drawn(draws=setting.draws, rows=rows, numbers=numbers)
    gap = gap * laws.gap_days[rows] / laws.rate_times(rows=rows, day=day)
    due = clocks.days_at(clock=clock, times=began + gap)
    due = np.maximum(due, day + setting.min_gap[rows])
    state.gap_began[rows] = began
    state.next_day[rows] = first_buying_day(setting=setting, rows=rows, days=due)


def _issues(*, setting: Setting, rows: Ints, numbers: Ints, day: int) -> Ints:
    found = np.full(len(rows), NO_ISSUE)
    for number, issue in enumerate(ISSUES):
        begins, ends = issue.days(last=HISTORY_DAYS - 1)
        over = HISTORY_DAYS - 1 + (0 if issue.fixed is not None else 60)
        if begins <= day <= (ends if issue.to_day is not None else over):
            at = setting.draws.uniform(f"exposed to {issue.key}", rows, numbers)
            found[at < setting.exposure[number, rows]] = number
    return found
