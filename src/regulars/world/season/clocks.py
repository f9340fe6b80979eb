"""The time in which gaps are measured: a day of double demand lasts twice as long.

A hunter's clock runs only while something is reduced, so that they buy on no other day.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from regulars.world.arrays import Flags, Floats, Ints
from regulars.world.cast.kinds import KINDS
from regulars.world.season.campaigns import campaign_on
from regulars.world.season.seasons import demand
from regulars.world.season.span import NEVER, Span

HUNTERS_KEEP = 0.6
"""Of what they would buy, what those who wait for a reduction buy after all."""


@dataclass(frozen=True)
class Clocks:
    """Season time at the beginning of each day, for each kind, and for each kind's hunters.

    Shape: `passed` (2 · kinds, days + 1); clock k is that of kind k, and kinds + k of its hunters.
    """

    passed: Floats
    _one_after_another: Floats
    _apart: float

    def at(self, *, clock: Ints, days: Ints) -> Floats:
        """Season time at the beginning of these days."""
        return np.asarray(self.passed[clock, np.minimum(days, self.passed.shape[1] - 1)])

    def speed(self, *, clock: Ints, days: Ints) -> Floats:
        """How long these days last."""
        return self.at(clock=clock, days=days + 1) - self.at(clock=clock, days=days)

    def days_at(self, *, clock: Ints, times: Floats) -> Ints:
        """The days on which these times fall; NEVER beyond the year after the history."""
        width = self.passed.shape[1]
        sought = times + self._apart * clock
        at = np.searchsorted(self._one_after_another, sought, side="right") - 1 - width * clock
        return np.where(times >= self.passed[clock, -1], NEVER, at).astype(np.int64)


def make_clocks(*, span: Span) -> Clocks:
    """The clocks of all kinds over the history and the year after it."""
    usual = [demand(kind=kind, span=span) for kind in KINDS]
    waiting = [
        _only_while_reduced(level, on=campaign_on(source=kind.source, span=span) >= 0)
        for level, kind in zip(usual, KINDS, strict=True)
    ]
    passed = np.cumsum(np.array([[0.0, *level] for level in (*usual, *waiting)]), axis=1)
    # All clocks in one sorted row: one search serves customers of every kind.
    apart = float(passed.max()) + 1.0
    flat = (passed + apart * np.arange(len(passed))[:, None]).ravel()
    return Clocks(passed=passed, _one_after_another=flat, _apart=apart)


def clock_of(*, kind: Ints, hunts: Flags) -> Ints:
    """The number of each customer's clock."""
    return np.asarray(kind + len(KINDS) * hunts.astype(np.int64))


def _only_while_reduced(level: Floats, *, on: Flags) -> Floats:
    during = np.where(on, level, 0.0)
    return np.asarray(during * HUNTERS_KEEP / during.mean())
