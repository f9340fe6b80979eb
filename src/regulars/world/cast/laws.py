"""What is true of each customer before anything happens: how they buy, live, like and send."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from regulars.world.arrays import Flags, Floats, Ints
from regulars.world.cast.kinds import KINDS
from regulars.world.cast.roster import Roster
from regulars.world.chance import chance
from regulars.world.life.gaps import Gaps
from regulars.world.life.lives import Lives
from regulars.world.life.variants import Variant
from regulars.world.season.seasons import demand
from regulars.world.season.span import HISTORY_DAYS, Span

GROWTH = 0.9
"""How many more customers come on the last day than on the first: 1 + GROWTH times."""
EARLIER_DAYS = 540
MOST_A_YEAR = 250.0
LARGEST_SIZE = 40.0
NEVER_SENDS_SHARE = 0.45
SENDING_SPREAD = 0.45
UNMOVED_SHARE = 0.35
"""Whom no care moves: they would have come anyway, or are lost."""


@dataclass(frozen=True)
class Laws:
    """The law each customer lives by.

    Shape: each (customers,), rows as in the roster.
    Units: rates per year while active; `joins` a day of the span; `size` scales what they take,
           mean about 1; tastes and leanings between 0 and 1.
    """

    order_rate: Floats
    gaps: Gaps
    lives: Lives
    buys_once: Flags
    joins: Ints
    size: Floats
    taste: Floats
    """0 wants distance, 1 wants contact; an account has that of its first person. On the last
    day of the history; before, where tastes drift, it was `taste_at`."""
    made_to_measure: Floats
    """0 takes what there is, 1 wants it made for them."""
    hunts: Flags
    """Buys only while something is reduced."""
    price_care: Floats
    """How often they take a reduction that is on offer anyway."""
    sends: Floats
    """How readily they send others, beside other customers; 0 never. Not tied to spend."""
    moved: Floats
    """How much care moves them, mean about 1; 0 not at all."""
    friendly: Floats
    """How ready they are to answer when asked; who is gives better marks too."""
    outspoken: Floats
    """The chance that they tell us when something is wrong."""
    rate_drift: Floats
    """Change of the logarithm of the order rate a year."""
    taste_drift: Floats
    """Change of the logit of the taste a year."""

    @property
    def buys(self) -> Flags:
        return self.order_rate > 0

    @property
    def gap_days(self) -> Floats:
        """Mean days from one order to the next; infinite for who never buys."""
        with np.errstate(divide="ignore"):
            return np.asarray(365.0 / self.order_rate, dtype=np.float64)

    @property
    def regularity(self) -> Floats:
        return self.gaps.regularity

    @property
    def leaving_rate(self) -> Floats:
        return self.lives.rate

    def rate_times(self, *, rows: Ints, day: int) -> Floats:
        """The order rate of a day beside that of the last day of the history."""
        return np.asarray(np.exp(self.rate_drift[rows] * (day - HISTORY_DAYS + 1) / 365))

    def taste_at(self, *, rows: Ints, days: Ints) -> Floats:
        """The taste of a day of the history."""
        moved = self.taste_drift[rows] * (days - HISTORY_DAYS + 1) / 365
        taste = np.clip(self.taste[rows], 1e-4, 1 - 1e-4)
        return np.asarray(1 / (1 + (1 - taste) / taste * np.exp(-moved)))


def draw_laws(*, roster: Roster, span: Span, variant: Variant, seed: int) -> Laws:
    """One law a customer; nothing in it depends on names, language or community."""
    rng = chance(seed=seed, part="laws")
    n = len(roster)
    joins = _joining_days(roster=roster, span=span, rng=rng)
    once = (rng.random(n) < roster.of_kind("once_share")) & (joins >= 0)
    leaving = roster.of_kind("leaving_rate") * rng.gamma(2.0, 0.5, n)
    rate = roster.of_kind("order_rate") * _rates(roster=roster, variant=variant, rng=rng)
    highest = np.minimum(MOST_A_YEAR, 180 / roster.of_kind("min_gap_days"))
    gaps = _gaps(roster=roster, variant=variant, rng=rng)
    hunts = (rng.random(n) < roster.of_kind("hunters")) & ~once
    pull = rng.gamma(2.0, 0.55, n) * (rng.random(n) >= UNMOVED_SHARE)
    sends = rng.gamma(SENDING_SPREAD, 1 / SENDING_SPREAD, n) * roster.of_kind("sends")
    friendly = rng.beta(2.0, 2.0, n)
    return Laws(
        order_rate=np.minimum(rate, highest),
        gaps=gaps,
        lives=Lives(rate=leaving, began=joins, shape=variant.life_shape),
        buys_once=once,
        joins=joins,
        size=_sizes(n=n, variant=variant, rng=rng),
        taste=_shared_by_person(rng.beta(0.8, 0.8, n), roster),
        made_to_measure=_shared_by_person(rng.beta(0.9, 1.6, n), roster),
        hunts=hunts,
        price_care=np.where(hunts, 1.0, rng.beta(1.2, 2.6, n)),
        sends=np.where(rng.random(n) < NEVER_SENDS_SHARE, 0.0, sends),
        moved=pull / (1.1 * (1 - UNMOVED_SHARE)),
        friendly=friendly,
        outspoken=0.35 + 0.4 * rng.beta(2.0, 2.0, n) + 0.1 * friendly,
        rate_drift=variant.rate_trend + variant.rate_drift * rng.standard_normal(n),
        taste_drift=variant.taste_drift * rng.standard_normal(n)[roster.person],
    )


def _rates(*, roster: Roster, variant: Variant, rng: np.random.Generator) -> Floats:
    """How much more than their kind each one buys, mean 1."""
    spread = roster.of_kind("spread")
    drawn = rng.gamma(spread, 1 / spread, len(roster))
    tailed = _pareto(n=len(roster), variant=variant, rng=rng)
    return np.asarray(drawn if tailed is None else tailed)


def _sizes(*, n: int, variant: Variant, rng: np.random.Generator) -> Floats:
    drawn = rng.lognormal(-0.06, 0.35, n)
    tailed = _pareto(n=n, variant=variant, rng=rng)
    return np.asarray(drawn if tailed is None else np.minimum(tailed, LARGEST_SIZE))


def _pareto(*, n: int, variant: Variant, rng: np.random.Generator) -> Floats | None:
    """Pareto with mean 1: no less than (tail - 1) / tail."""
    at = rng.random(n)
    if variant.tail is None:
        return None
    return np.asarray((variant.tail - 1) / variant.tail * (1 - at) ** (-1 / variant.tail))


def _gaps(*, roster: Roster, variant: Variant, rng: np.random.Generator) -> Gaps:
    wanted = roster.of_kind("regularity") * rng.lognormal(0.0, 0.2, len(roster))
    if variant.weibull is not None:
        random, regular = variant.weibull
        shape = np.where(roster.of_kind("regularity") < 3.0, random, regular)
        return Gaps(shape=shape, weibull=True)
    # Phases are whole: 1.3 is one phase for most and two for some.
    phases = np.floor(wanted + rng.random(len(roster)))
    return Gaps(shape=np.maximum(phases, 1.0), weibull=False)


def _joining_days(*, roster: Roster, span: Span, rng: np.random.Generator) -> Ints:
    """More come from year to year, and more in season; members come with their account."""
    n = len(roster)
    joins = np.zeros(n, dtype=np.int64)
    at = rng.random(n)
    for number, kind in enumerate(KINDS):
        rows = np.flatnonzero(roster.kind == number)
        coming = demand(kind=kind, span=span)[:HISTORY_DAYS]
        coming = coming * (1 + GROWTH * np.arange(HISTORY_DAYS) / HISTORY_DAYS)
        joins[rows] = np.searchsorted(np.cumsum(coming) / coming.sum(), at[rows])
    earlier = rng.random(n) < roster.of_kind("earlier_share")
    joins[earlier] = -1 - rng.integers(0, EARLIER_DAYS, int(earlier.sum()))
    member = roster.account >= 0
    joins[member] = np.maximum(joins[member], joins[roster.account[member]])
    silent = member & (roster.of_kind("order_rate") == 0)
    joins[silent] = joins[roster.account[silent]]
    return np.minimum(joins, HISTORY_DAYS - 1)


def _shared_by_person(drawn: Floats, roster: Roster) -> Floats:
    """The same person has one taste, an account that of its first person."""
    taste = drawn[roster.person]
    members = np.flatnonzero(roster.account >= 0)
    first = members[np.unique(roster.account[members], return_index=True)[1]]
    taste[roster.account[first]] = taste[first]
    return np.asarray(np.round(taste, 4), dtype=np.float64)
