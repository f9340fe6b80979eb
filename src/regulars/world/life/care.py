"""What care does: with whom it lands, and what becomes of it."""

from __future__ import annotations

import numpy as np

from regulars.world.arrays import Flags, Floats, Ints
from regulars.world.life.care_kinds import (
    CARE_KINDS,
    GONE_DAYS,
    KEPT_DAYS,
    PULL_DAYS,
    THANKS_DAYS,
    THANKS_TIMES,
    TIRED_BY,
    TIRED_DAYS,
    WIDENS_TIMES,
    CareKind,
)
from regulars.world.life.setting import Setting
from regulars.world.life.stakes import Stakes, saved
from regulars.world.life.state import BOTHERED, OWN_TIME, State, first_buying_day
from regulars.world.season.span import NEVER

HURT, NOTHING, LANDED = -1, 0, 1


def chance_to_land(
    *, setting: Setting, state: State, care: CareKind, rows: Ints, personal: Flags, day: int
) -> Floats:
    """With what chance care lands; below 0 with what chance it drives them off.

    Shape: `rows` and `personal` (n,); (n,) between -0.3 and 0.9.
    """
    laws = setting.laws
    if care.is_service:
        return np.full(len(rows), care.best)
    taste = laws.taste_at(rows=rows, days=np.full(len(rows), day))
    fit = np.where(personal, 1.45 * taste - 0.35, 1.0 - 0.7 * taste)
    tired = day - state.cared_day[rows] < TIRED_DAYS
    fit = fit - np.where(tired, TIRED_BY, 0.0)
    moved = np.ones(len(rows)) if care.name == "thank" else laws.moved[rows]
    if care.name == "perk":
        moved = moved * (0.6 + 1.2 * laws.price_care[rows])
    lands = np.where(fit > 0, care.best * moved * fit, care.best * fit)
    return np.clip(lands, -0.3 if care.bothers else 0.0, 0.9)


def care_for(
    *,
    setting: Setting,
    state: State,
    stakes: Stakes,
    care: str,
    rows: Ints,
    personal: Flags,
    day: int,
) -> tuple[Stakes, Ints]:
    """The stakes after care of one kind, and what became of it: HURT, NOTHING or LANDED.

    Shape: `rows` and `personal` (n,), each customer once; (n,).
    """
    kind = CARE_KINDS[care]
    chance = chance_to_land(
        setting=setting, state=state, care=kind, rows=rows, personal=personal, day=day
    )
    at = setting.draws.uniform(f"{care} lands", rows, np.full(len(rows), day))
    result = np.where(at < np.abs(chance), np.sign(chance), 0).astype(np.int64)
    result = np.where(_means_something(setting, state, kind, rows, day), result, NOTHING)
    landed = rows[result == LANDED]
    if kind.is_service:
        which = np.isin(stakes.troubles.customer, landed) & _concerned(stakes, kind, day)
        helped = np.isin(rows, stakes.troubles.customer[which])
        stakes = saved(setting=setting, state=state, stakes=stakes, which=which, day=day)
        result = np.where(helped, result, NOTHING)
    elif kind.name == "thank":
        state.sends_times[landed] = THANKS_TIMES
        state.sends_until[landed] = day + THANKS_DAYS
    else:
        _keep(setting=setting, state=state, kind=kind, rows=landed, day=day)
    hurt = rows[(result == HURT) & (state.leaves[rows] > day)]
    state.leaves[hurt] = day + 1
    state.why[hurt] = BOTHERED
    state.cared_day[rows] = day
    return stakes, result


def _means_something(setting: Setting, state: State, kind: CareKind, rows: Ints, day: int) -> Flags:
    there = state.leaves[rows] > day
    if kind.wins_back:
        return np.asarray(there | (state.leaves[rows] > day - GONE_DAYS))
    if kind.name == "welcome":
        return np.asarray(there & (state.next_day[rows] == day))
    if kind.name == "account_review":
        return np.asarray(there & setting.roster.is_account[rows])
    return np.asarray(there | kind.is_service)


def _concerned(stakes: Stakes, kind: CareKind, day: int) -> Flags:
    """A warning comes before they spoke, a solution after."""
    troubles = stakes.troubles
    if kind.name == "warn":
        return np.asarray((troubles.issue >= 0) & (~troubles.told | (troubles.felt > day)))
    return np.asarray(troubles.told & (troubles.felt <= day))


def _keep(*, setting: Setting, state: State, kind: CareKind, rows: Ints, day: int) -> None:
    if kind.keeps:
        state.kept_until[rows] = day + KEPT_DAYS
        leaving = rows[state.leaves[rows] <= day + KEPT_DAYS]
        _kept(setting=setting, state=state, rows=leaving, day=day)
    if kind.pulls:
        _pulled(setting=setting, state=state, rows=rows, day=day)
    if kind.name == "account_review":
        use = setting.wants
        wider = rows[(use.uses[rows] & ~use.takes[rows]).any(axis=1)]
        state.spends_times[wider] = WIDENS_TIMES
        state.spends_until[wider] = day + KEPT_DAYS


def _kept(*, setting: Setting, state: State, rows: Ints, day: int) -> None:
    """Who would leave within a year, or has left, stays at least a year."""
    # Who was gone has no order ahead of them but the one that they are moved to.
    state.next_day[rows[state.leaves[rows] <= day]] = NEVER
    again = setting.draws.exponential("life", rows, state.lives[rows])
    state.lives[rows] += 1
    state.leaves[rows] = setting.laws.lives.leaving_days(
        rows=rows,
        since=np.full(len(rows), day + KEPT_DAYS),
        patience=again / state.hazard_times[rows],
    )
    state.why[rows] = OWN_TIME


def _pulled(*, setting: Setting, state: State, rows: Ints, day: int) -> None:
    """The next order comes within days, if it was not to come sooner."""
    delay = PULL_DAYS * setting.draws.exponential("pulled", rows, np.full(len(rows), day))
    soon = day + 1 + delay.astype(np.int64)
    soon = np.maximum(soon, state.last_day[rows] + setting.min_gap[rows])
    soon = first_buying_day(setting=setting, rows=rows, days=soon)
    sooner = state.waits[rows] | (soon < state.next_day[rows])
    state.next_day[rows[sooner]] = soon[sooner]
    state.fixed[rows[sooner]] = True
    state.waits[rows] = False
