"""The care that was given in the last months, a tenth of it held back at random.

So that a book of a demo can say what care did, and the truth whether that is right.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

from regulars.world.arrays import Flags, Floats, Ints
from regulars.world.life.care import care_for
from regulars.world.life.care_kinds import CARE_KINDS, CARE_OF_PLAY
from regulars.world.life.setting import Setting
from regulars.world.life.stakes import Stakes
from regulars.world.life.state import State
from regulars.world.season.span import HISTORY_DAYS

PLAYS = tuple(CARE_OF_PLAY)
FIRST_ORDER, RHYTHM_BROKE, LARGE_AND_SILENT = range(3)
SINCE_DAYS = 300
"""How long ago the house began to care by a list."""
A_DAY_SHARE = 0.0022
"""Lines a day, of all customers; at least one."""
HELD_OUT_SHARE = 0.10
STATES = ("done", "snoozed", "not_right", "shown", "held_out")
DONE, HELD_OUT = 0, 4
STATE_SHARES = (0.82, 0.07, 0.06, 0.05)
PERSONAL_SHARE = 0.6
COOL_DOWN_DAYS = (365, 60, 120)
LARGE_SHARE = 0.10
CLOSED_WEEKDAY = 4


@dataclass(frozen=True)
class Cares:
    """One row a line of a day's list. Shape: each (lines,); `play` a place in PLAYS, `state` in
    STATES, `result` what became of it (-1, 0, 1), `rank` from 1, 0 where held out."""

    customer: Ints
    day: Ints
    play: Ints
    state: Ints
    personal: Flags
    result: Ints
    rank: Ints


def joined_cares(parts: list[Cares]) -> Cares:
    """All of them, in the order given."""
    nobody = np.zeros(0, dtype=np.int64)
    empty = Cares(nobody, nobody, nobody, nobody, nobody.astype(bool), nobody, nobody)
    return Cares(
        **{
            one.name: np.concatenate([getattr(part, one.name) for part in (empty, *parts)])
            for one in fields(Cares)
        }
    )


def care_of_the_day(
    *, setting: Setting, state: State, stakes: Stakes, day: int
) -> tuple[Stakes, Cares]:
    """The stakes after a day's care, and its lines; few days have many."""
    weekday = (setting.span.date_of(np.array([day])).astype(np.int64)[0] + 3) % 7
    if day < HISTORY_DAYS - SINCE_DAYS or weekday == CLOSED_WEEKDAY:
        return stakes, joined_cares([])
    capacity = max(1, round(A_DAY_SHARE * len(setting)))
    taken = np.zeros(len(setting), dtype=bool)
    lines: list[Cares] = []
    rank = 0
    for play in range(len(PLAYS)):
        wanted = np.flatnonzero(_wanted(setting=setting, state=state, play=play, day=day) & ~taken)
        at = setting.draws.uniform(f"order of {PLAYS[play]}", wanted, np.full(len(wanted), day))
        share = max(1, capacity // len(PLAYS))
        rows = np.sort(wanted[np.argsort(at, kind="stable")[:share]])
        taken[rows] = True
        stakes, line = _lines(
            setting=setting, state=state, stakes=stakes, rows=rows, play=play, day=day, rank=rank
        )
        rank = int(max(rank, line.rank.max(initial=0)))
        lines.append(line)
    return stakes, joined_cares(lines)


def _wanted(*, setting: Setting, state: State, play: int, day: int) -> Flags:
    """Whom the plays of the shelf would want, as far as one day's look tells."""
    quiet = day - state.last_day
    rested = day - state.planned_day >= COOL_DOWN_DAYS[play]
    known = setting.laws.buys & (state.orders > 0) & rested
    if play == FIRST_ORDER:
        return np.asarray(known & (state.orders == 1) & (quiet >= 3) & (quiet <= 30))
    if play == RHYTHM_BROKE:
        span = state.last_day - state.first_day
        usual = span / np.maximum(state.orders - 1, 1)
        late = (quiet > 2 * usual) & (quiet > state.longest_gap) & (quiet - usual > 6)
        # Who fell silent on purpose for the demo is left for its first morning.
        planted = state.waits | (state.last_day >= HISTORY_DAYS - 71)
        return np.asarray(known & (state.orders >= 4) & late & (quiet <= 365) & ~planted)
    worth = state.orders * _size(setting)
    least = np.quantile(worth[setting.laws.buys], 1 - LARGE_SHARE) if known.any() else 0.0
    stayed = (quiet <= 180) & (day - state.first_day >= 180) & (state.orders >= 2)
    return np.asarray(known & (worth >= least) & stayed)


def _size(setting: Setting) -> Floats:
    """About what an order of each is worth beside others."""
    times = setting.roster.of_source({"cabins": 12.0, "shop": 1.0, "textiles": 60.0})
    return np.asarray(setting.laws.size * times)


def _lines(
    *,
    setting: Setting,
    state: State,
    stakes: Stakes,
    rows: Ints,
    play: int,
    day: int,
    rank: int,
) -> tuple[Stakes, Cares]:
    draws, days = setting.draws, np.full(len(rows), day)
    kind = CARE_KINDS[CARE_OF_PLAY[PLAYS[play]]]
    # One coin a customer and play, as the product tosses it.
    coin = draws.uniform(f"held out of {PLAYS[play]}", rows, np.zeros(len(rows), dtype=np.int64))
    held = (coin < HELD_OUT_SHARE) & (play != FIRST_ORDER)
    at = draws.uniform("what became of it", rows, days)
    outcome = np.searchsorted(np.cumsum(STATE_SHARES), at, side="right")
    outcome = np.where(held, HELD_OUT, np.minimum(outcome, len(STATE_SHARES) - 1))
    personal = draws.uniform("manner", rows, days) < PERSONAL_SHARE
    done = outcome == DONE
    result = np.zeros(len(rows), dtype=np.int64)
    stakes, result[done] = care_for(
        setting=setting,
        state=state,
        stakes=stakes,
        care=kind.name,
        rows=rows[done],
        personal=personal[done],
        day=day,
    )
    state.planned_day[rows] = day
    shown = np.cumsum(~held) + rank
    return stakes, Cares(
        customer=rows,
        day=days,
        play=np.full(len(rows), play),
        state=outcome.astype(np.int64),
        personal=personal,
        result=result,
        rank=np.where(held, 0, shown),
    )
