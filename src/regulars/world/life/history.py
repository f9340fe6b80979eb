"""Three years, day by day: what was bought, what went wrong, what care was given."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from regulars.world.arrays import Ints
from regulars.world.life.broken_rhythms import break_rhythms
from regulars.world.life.live_a_day import Bought, buy, go_wrong
from regulars.world.life.past_care import Cares, care_of_the_day, joined_cares
from regulars.world.life.purchases import Purchases
from regulars.world.life.setting import Setting
from regulars.world.life.stakes import Stakes, decided
from regulars.world.life.state import State, first_state
from regulars.world.life.troubles import Troubles, draw_troubles, joined_troubles
from regulars.world.season.span import HISTORY_DAYS


@dataclass(frozen=True)
class History:
    """What happened, and where everybody stands in the evening of the last day.

    Shape: `purchases` of named customers, by customer and day; `troubles` and `cares` by day.
    """

    purchases: Purchases
    troubles: Troubles
    cares: Cares
    state: State
    stakes: Stakes


def live_history(*, setting: Setting) -> History:
    """Live through the three years."""
    state, stakes = first_state(setting=setting), no_stakes(setting=setting)
    bought: list[tuple[int, Bought]] = []
    troubles: list[Troubles] = [stakes.troubles]
    cares: list[Cares] = []
    logged = 0
    for day in range(HISTORY_DAYS):
        stakes = decided(setting=setting, state=state, stakes=stakes, day=day)
        stakes, cared = care_of_the_day(setting=setting, state=state, stakes=stakes, day=day)
        cares.append(cared)
        of_day = buy(setting=setting, state=state, day=day)
        if len(of_day.customer) == 0:
            continue
        break_rhythms(setting=setting, state=state, rows=of_day.customer, day=day)
        bought.append((day, of_day))
        stakes, new = go_wrong(
            setting=setting, state=state, stakes=stakes, bought=of_day, day=day, first=logged
        )
        logged += len(new)
        troubles.append(new)
    return History(
        purchases=_purchases(setting=setting, bought=bought),
        troubles=joined_troubles(troubles),
        cares=joined_cares(cares),
        state=state,
        stakes=stakes,
    )


def no_stakes(*, setting: Setting) -> Stakes:
    """Before anything went wrong."""
    nobody = np.zeros(0, dtype=np.int64)
    nothing = draw_troubles(setting=setting, rows=nobody, numbers=nobody, issue=nobody, day=0)
    return Stakes(troubles=nothing, place=nobody, due=nobody)


def _purchases(*, setting: Setting, bought: list[tuple[int, Bought]]) -> Purchases:
    def all_of(name: str) -> Ints:
        nobody = np.zeros(0, dtype=np.int64)
        return np.concatenate([nobody, *(getattr(one, name) for _, one in bought)])

    customer = all_of("customer")
    days = [np.full(len(one.customer), day) for day, one in bought]
    day = np.concatenate([np.zeros(0, dtype=np.int64), *days])
    at = np.argsort(customer, kind="stable")
    return Purchases(
        customer=customer[at],
        kind=setting.roster.kind[customer[at]],
        day=day[at],
        number=all_of("number")[at],
        issue=all_of("issue")[at],
    )
