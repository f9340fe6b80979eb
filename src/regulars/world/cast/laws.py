"""What is true of each customer before anything happens: rate, rhythm, life, taste, size."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from regulars.world.arrays import Flags, Floats, Ints
from regulars.world.cast.kinds import KINDS
from regulars.world.cast.roster import Roster
from regulars.world.chance import chance
from regulars.world.season.seasons import demand
from regulars.world.span import HISTORY_DAYS, NEVER, Span

GROWTH = 0.9
"""How many more customers come on the last day than on the first: 1 + GROWTH times."""
EARLIER_DAYS = 540


@dataclass(frozen=True)
class Laws:
    """The law each customer lives by.

    Shape: each (customers,), rows as in the roster.
    Units: rates per year while active; days of the span; `leaves` is NEVER or a day, that
           may lie after the history; `size` scales what they take, mean about 1.
    """

    order_rate: Floats
    regularity: Floats
    leaving_rate: Floats
    buys_once: Flags
    joins: Ints
    leaves: Ints
    size: Floats
    taste: Floats
    """0 wants distance, 1 wants contact; an account has that of its first person."""

    @property
    def buys(self) -> Flags:
        return self.order_rate > 0

    @property
    def gap_days(self) -> Floats:
        """Mean days from one order to the next; infinite for who never buys."""
        with np.errstate(divide="ignore"):
            return np.asarray(365.0 / self.order_rate, dtype=np.float64)


def draw_laws(*, roster: Roster, span: Span, seed: int) -> Laws:
    """One law a customer; nothing in it depends on names, language or community."""
    rng = chance(seed=seed, part="laws")
    n = len(roster)
    spread = _of_kind("spread", roster)
    joins = _joining_days(roster=roster, span=span, rng=rng)
    once = (rng.random(n) < _of_kind("once_share", roster)) & (joins >= 0)
    leaving = _of_kind("leaving_rate", roster) * rng.gamma(2.0, 0.5, n)
    return Laws(
        order_rate=_of_kind("order_rate", roster) * rng.gamma(spread, 1 / spread, n),
        regularity=_of_kind("regularity", roster) * rng.lognormal(0.0, 0.2, n),
        leaving_rate=leaving,
        buys_once=once,
        joins=joins,
        leaves=_leaving_days(joins=joins, leaving=leaving, once=once, rng=rng),
        size=rng.lognormal(-0.06, 0.35, n),
        taste=_tastes(roster=roster, rng=rng),
    )


def _of_kind(name: str, roster: Roster) -> Floats:
    return np.array([getattr(kind, name) for kind in KINDS], dtype=np.float64)[roster.kind]


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
    earlier = rng.random(n) < _of_kind("earlier_share", roster)
    joins[earlier] = -1 - rng.integers(0, EARLIER_DAYS, int(earlier.sum()))
    member = roster.account >= 0
    joins[member] = np.maximum(joins[member], joins[roster.account[member]])
    silent = member & (_of_kind("order_rate", roster) == 0)
    joins[silent] = joins[roster.account[silent]]
    return np.minimum(joins, HISTORY_DAYS - 1)


def _leaving_days(*, joins: Ints, leaving: Floats, once: Flags, rng: np.random.Generator) -> Ints:
    # Who came earlier is still there on day 0: an exponential life has no memory.
    years = rng.exponential(1.0, len(joins)) / np.maximum(leaving, 1e-9)
    lives = np.minimum(years * 365.0, NEVER).astype(np.int64)
    lives[once] = 0
    return np.minimum(np.maximum(joins, 0) + 1 + lives, NEVER)


def _tastes(*, roster: Roster, rng: np.random.Generator) -> Floats:
    taste = rng.beta(0.8, 0.8, len(roster))[roster.person]
    members = np.flatnonzero(roster.account >= 0)
    first = members[np.unique(roster.account[members], return_index=True)[1]]
    taste[roster.account[first]] = taste[first]
    return np.asarray(np.round(taste, 4), dtype=np.float64)
