"""How everybody came, and who sent whom: few send many, and spending has nothing to do with it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from regulars.world.arrays import Floats, Ints
from regulars.world.cast.kinds import CABINS, SHOP, SOURCES, TEXTILES
from regulars.world.chance import chance
from regulars.world.life.care_kinds import SOUR_TIMES
from regulars.world.life.setting import Setting
from regulars.world.life.state import State
from regulars.world.season.span import HISTORY_DAYS

WAYS = ("word of mouth", "walk-in", "search", "social media", "fair", "agent")
WORD_OF_MOUTH = 0
WAY_SHARES: dict[str, tuple[float, ...]] = {
    CABINS: (0.42, 0.05, 0.20, 0.22, 0.03, 0.08),
    SHOP: (0.36, 0.50, 0.02, 0.08, 0.04, 0.00),
    TEXTILES: (0.58, 0.06, 0.08, 0.02, 0.18, 0.08),
}
FROM_OUTSIDE_SHARE = 0.2
"""Of those who came by word of mouth: sent by somebody who is no customer."""
TRIES = 60
NOBODY = -1


@dataclass(frozen=True)
class Came:
    """How everybody came.

    Shape: each (customers,); `way` a place in WAYS; `sender` the row of the customer who sent
           them, or -1; `sends_a_year` how many customers each sends a year while active.
    """

    way: Ints
    sender: Ints
    sends_a_year: Floats


def draw_came(*, setting: Setting, state: State) -> Came:
    """Ways and senders; who sends is drawn by how readily they do, among those active then."""
    rng = chance(seed=setting.seed, part="word of mouth")
    roster, n = setting.roster, len(setting)
    upper = np.cumsum([WAY_SHARES[name] for name in SOURCES], axis=1)[roster.source]
    way = np.minimum((rng.random(n)[:, None] >= upper).sum(axis=1), len(WAYS) - 1)
    member = roster.account >= 0
    way[member] = way[roster.account[member]]
    sent = (way == WORD_OF_MOUTH) & (setting.laws.joins >= 0) & ~member & setting.laws.buys
    sent &= rng.random(n) >= FROM_OUTSIDE_SHARE
    sender = np.full(n, NOBODY)
    rates = np.zeros(n)
    for source in range(len(SOURCES)):
        able = _able(setting=setting, source=source)
        came = np.flatnonzero(sent & (roster.source == source))
        if len(able) == 0 or len(came) == 0:
            continue
        sender[came] = _senders(setting=setting, state=state, able=able, came=came, rng=rng)
        rates[able] = _rates(setting=setting, state=state, able=able, sender=sender)
    return Came(way=way, sender=sender, sends_a_year=rates)


def send_factor(*, state: State, rows: Ints, days: Ints) -> Floats:
    """How many they send on these days beside what they send when nothing happened."""
    sour = np.where(days >= state.sour_day[rows], SOUR_TIMES, 1.0)
    thanked = np.where(days < state.sends_until[rows], state.sends_times[rows], 1.0)
    return np.asarray(sour * thanked)


def _able(*, setting: Setting, source: int) -> Ints:
    ours = setting.roster.source == source
    return np.flatnonzero(ours & setting.laws.buys & (setting.laws.sends > 0))


def _senders(
    *, setting: Setting, state: State, able: Ints, came: Ints, rng: np.random.Generator
) -> Ints:
    """One sender for each who came, or nobody where after many tries nobody was there to send."""
    upper = np.cumsum(setting.laws.sends[able])
    joins = setting.laws.joins
    found = np.full(len(came), NOBODY)
    open_ = np.arange(len(came))
    for _ in range(TRIES):
        at = rng.random(len(open_)) * upper[-1]
        one = able[np.minimum(np.searchsorted(upper, at, side="right"), len(able) - 1)]
        day = joins[came[open_]]
        there = (state.first_day[one] < day) & (state.leaves[one] > day)
        there &= rng.random(len(open_)) < send_factor(state=state, rows=one, days=day)
        found[open_[there]] = one[there]
        open_ = open_[~there]
        if len(open_) == 0:
            break
    return found


def _rates(*, setting: Setting, state: State, able: Ints, sender: Ints) -> Floats:
    """What each sends a year: their readiness by what all of the last year sent by theirs."""
    begins = HISTORY_DAYS - 365
    lately = (sender >= 0) & (setting.laws.joins >= begins)
    count = float(np.isin(sender[lately], able).sum())
    first = np.maximum(state.first_day[able], begins)
    last = np.clip(state.leaves[able], first, HISTORY_DAYS)
    active = np.maximum(last - first, 0) / 365
    sour = np.clip(last - np.maximum(state.sour_day[able], first), 0, None) / 365
    ready = setting.laws.sends[able]
    weighed = float((ready * (active - (1 - SOUR_TIMES) * sour)).sum())
    return np.asarray(ready * count / weighed if weighed > 0 else np.zeros(len(able)))
