"""What care of each kind would change, for each customer, if it were given on the next day."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from regulars.world.arrays import Flags, Floats, Ints
from regulars.world.cast.kinds import SOURCES
from regulars.world.life.care import chance_to_land
from regulars.world.life.care_kinds import CARE_KINDS, GONE_DAYS, PULL_DAYS, THANKS_TIMES, CareKind
from regulars.world.life.chances import LAST, Chances, chances_of, is_gone
from regulars.world.life.setting import Setting
from regulars.world.life.stakes import Stakes
from regulars.world.life.state import State
from regulars.world.life.troubles import EASY_LOSS, SOURS_TIMES
from regulars.world.life.word_of_mouth import Came, send_factor
from regulars.world.season.span import HISTORY_DAYS

ORDER, SEND = "order", "send"
"""What is judged: an order within the days, or a customer sent within them."""


@dataclass(frozen=True)
class Response:
    """One row a customer and kind of care that could be given.

    Shape: each (rows,); `chance` without care, and with it by hand and voice or in writing;
           `stay` the chance to be a customer a year later, likewise.
    """

    customer: Ints
    care: list[str]
    within_days: Ints
    outcome: list[str]
    chance: tuple[Floats, Floats, Floats]
    stay: tuple[Floats, Floats, Floats]


@dataclass(frozen=True)
class _Evening:
    """Where everybody stands, and what would happen without care."""

    setting: Setting
    state: State
    stakes: Stakes
    came: Came
    chances: Chances


def responses(*, setting: Setting, state: State, stakes: Stakes, came: Came) -> Response:
    """Every customer and kind of care that means something to them now."""
    horizons = tuple(sorted({kind.within_days for kind in CARE_KINDS.values()}))
    chances = chances_of(setting=setting, state=state, stakes=stakes, within_days=horizons)
    evening = _Evening(setting, state, stakes, came, chances)
    parts = [_of_kind(evening, kind) for kind in CARE_KINDS.values()]
    return Response(
        customer=np.concatenate([part.customer for part in parts]),
        care=[name for part in parts for name in part.care],
        within_days=np.concatenate([part.within_days for part in parts]),
        outcome=[name for part in parts for name in part.outcome],
        chance=_each([part.chance for part in parts]),
        stay=_each([part.stay for part in parts]),
    )


def _each(parts: list[tuple[Floats, Floats, Floats]]) -> tuple[Floats, Floats, Floats]:
    first, second, third = (np.concatenate([part[at] for part in parts]) for at in range(3))
    return first, second, third


def _of_kind(evening: _Evening, kind: CareKind) -> Response:
    rows = np.flatnonzero(_means_something(evening, kind))
    without = _without(evening, kind, rows)
    personal, written = (_with(evening, kind, rows, personal) for personal in (True, False))
    return Response(
        customer=rows,
        care=[kind.name] * len(rows),
        within_days=np.full(len(rows), kind.within_days),
        outcome=[SEND if kind.name == "thank" else ORDER] * len(rows),
        chance=(without[0], personal[0], written[0]),
        stay=(without[1], personal[1], written[1]),
    )


def _means_something(evening: _Evening, kind: CareKind) -> Flags:
    setting, state = evening.setting, evening.state
    there = ~is_gone(setting=setting, state=state) & (state.orders > 0)
    if kind.name == "win_back":
        lately = (state.leaves > HISTORY_DAYS - GONE_DAYS) & (state.orders > 1)
        return np.asarray(lately & setting.laws.buys)
    if kind.name == "check_in":
        return np.asarray((state.orders == 1) & (LAST - state.last_day <= 30) & there)
    if kind.name == "account_review":
        return np.asarray(there & setting.roster.is_account)
    if kind.name == "welcome":
        return np.asarray(there & state.fixed & (state.next_day == HISTORY_DAYS))
    if kind.name == "thank":
        return np.asarray(there & (evening.came.sends_a_year > 0))
    if kind.is_service:
        concerned = np.zeros(len(there), dtype=bool)
        of_them = _concerned(evening.stakes, kind)
        concerned[evening.stakes.troubles.customer[of_them]] = True
        return np.asarray(there & concerned)
    return np.asarray(there)


def _without(evening: _Evening, kind: CareKind, rows: Ints) -> tuple[Floats, Floats]:
    """Chances of the outcome, and to stay, if nothing is done."""
    chances = evening.chances
    safe = chances.not_lost[rows]
    stay = chances.stay[rows] * safe
    if kind.name == "thank":
        return _sends(evening, kind, rows, times=1.0), stay
    return chances.order[chances.within_days.index(kind.within_days), rows] * safe, stay


def _with(evening: _Evening, kind: CareKind, rows: Ints, personal: bool) -> tuple[Floats, Floats]:
    """The same with care: where it lands, where it hurts, and where nothing comes of it."""
    outcome, stay = _without(evening, kind, rows)
    lands = chance_to_land(
        setting=evening.setting,
        state=evening.state,
        care=kind,
        rows=rows,
        personal=np.full(len(rows), personal),
        day=HISTORY_DAYS,
    )
    landed = _landed(evening, kind, rows)
    good, bad = np.maximum(lands, 0.0), np.maximum(-lands, 0.0)
    left = 1 - good - bad
    return good * landed[0] + left * outcome, good * landed[1] + left * stay


def _landed(evening: _Evening, kind: CareKind, rows: Ints) -> tuple[Floats, Floats]:
    chances, state = evening.chances, evening.state
    place = chances.within_days.index(kind.within_days)
    safe = chances.not_lost[rows]
    if kind.name == "thank":
        return _sends(evening, kind, rows, times=THANKS_TIMES), chances.stay[rows] * safe
    if kind.is_service:
        better = _safer(evening, kind)[rows]
        stay = chances.stay[rows]
        # Where there is no coin a year of leaving as likely as before they were put right is taken
        # back, and of the days looked at their part.
        again = stay ** (_eased(evening, kind)[rows] - 1)
        order = chances.order[place, rows] * better * again ** (kind.within_days / 365)
        return np.minimum(order, chances.order_if_kept[place, rows]), stay * better * again
    if kind.keeps:
        order, stay = chances.order_if_kept[place, rows], np.ones(len(rows))
    else:
        order, stay = chances.order[place, rows], chances.stay[rows]
    if kind.pulls:
        pulled = _pulled(evening.setting, rows, kind.within_days)
        order = np.where(state.waits[rows], pulled, 1 - (1 - order) * (1 - pulled))
    return order * safe, stay * safe


def _pulled(setting: Setting, rows: Ints, within_days: int) -> Floats:
    """The chance that who is moved to order does so in time; hunters wait for a campaign."""
    delays = np.arange(within_days)
    chance = np.exp(-delays / PULL_DAYS) - np.exp(-(delays + 1) / PULL_DAYS)
    days = HISTORY_DAYS + 1 + delays
    last = HISTORY_DAYS + within_days - 1
    of_all = float(chance[days <= last].sum())
    of_hunters = np.array(
        [chance[setting.next_reduced[source][days] <= last].sum() for source in range(len(SOURCES))]
    )
    return np.where(setting.laws.hunts[rows], of_hunters[setting.roster.source[rows]], of_all)


def _sends(evening: _Evening, kind: CareKind, rows: Ints, *, times: float) -> Floats:
    now = np.full(len(rows), HISTORY_DAYS)
    factor = send_factor(state=evening.state, rows=rows, days=now)
    rate = evening.came.sends_a_year[rows] * factor
    # Who leaves on the way sends for about half of the time.
    stay = evening.chances.stay[rows] ** (kind.within_days / 365)
    years = (1 + stay) / 2 * evening.chances.not_lost[rows] * kind.within_days / 365
    return np.asarray(1 - np.exp(-rate * times * years))


def _safer(evening: _Evening, kind: CareKind) -> Floats:
    """The chance to lose nobody over what went wrong, once this care has put it right."""
    troubles = evening.stakes.troubles
    eased = np.minimum(troubles.loss, EASY_LOSS)
    loss = np.where(_concerned(evening.stakes, kind), eased, troubles.loss)
    chance = np.ones(len(evening.setting))
    if not evening.setting.variant.sours:
        np.multiply.at(chance, troubles.customer, 1 - loss)
    return chance


def _eased(evening: _Evening, kind: CareKind) -> Floats:
    """By how much less likely leaving becomes where what went wrong made it likelier, 1 if not."""
    troubles = evening.stakes.troubles
    times = np.ones(len(evening.setting))
    if evening.setting.variant.sours:
        rows = np.flatnonzero(_concerned(evening.stakes, kind) & (troubles.felt <= LAST))
        loss = troubles.loss[rows]
        eased = 1 + SOURS_TIMES * np.minimum(loss, EASY_LOSS)
        np.multiply.at(times, troubles.customer[rows], eased / (1 + SOURS_TIMES * loss))
    return times


def _concerned(stakes: Stakes, kind: CareKind) -> Flags:
    troubles = stakes.troubles
    ahead = troubles.felt > HISTORY_DAYS
    if kind.name == "warn":
        return np.asarray((troubles.issue >= 0) & (~troubles.told | ahead))
    return np.asarray(troubles.told & ~ahead)
