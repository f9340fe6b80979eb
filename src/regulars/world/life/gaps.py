"""How long it is from one purchase to the next, in gaps of the customer's own mean length."""

from __future__ import annotations

from dataclasses import dataclass
from math import gamma

import numpy as np

from regulars.world.arrays import Floats, Ints
from regulars.world.life.draws import Draws


@dataclass(frozen=True)
class Gaps:
    """The law of each customer's gaps; all have mean 1.

    Shape: `shape` (customers,). Erlang with that many phases (whole numbers, a gamma law), or
           Weibull with that shape.
    """

    shape: Floats
    weibull: bool

    def drawn(self, *, draws: Draws, rows: Ints, numbers: Ints) -> Floats:
        """The gap after the order of that number of each customer.

        Shape: that of `rows` and `numbers`, (n,).
        """
        if self.weibull:
            waited = draws.exponential("gap", rows, numbers)
            return np.asarray(waited ** (1 / self.shape[rows]) / _mean(self.shape[rows]))
        phases = self.shape[rows].astype(np.int64)
        most = int(phases.max(initial=1))
        phase = np.arange(most)
        waited = draws.exponential("gap", rows[:, None], numbers[:, None] * 256 + phase)
        waited[phase >= phases[:, None]] = 0.0
        return np.asarray(waited.sum(axis=1) / phases)

    def survival(self, *, rows: Ints, gaps: Floats) -> Floats:
        """Chance that a gap is longer than so many mean gaps.

        Shape: `rows` (n,), `gaps` (n,) or (n, m); as `gaps`.
        """
        shape = self.shape[rows].reshape(-1, *([1] * (gaps.ndim - 1)))
        if self.weibull:
            return np.asarray(np.exp(-((gaps * _mean(shape)) ** shape)))
        # Most have few phases: those with more come first, and fewer are left each time.
        most_first = np.argsort(-self.shape[rows], kind="stable")
        phases = self.shape[rows][most_first]
        at = (shape * gaps)[most_first]
        term, total = np.ones_like(at), np.ones_like(at)
        for phase in range(1, int(phases.max(initial=1))):
            left = int(np.searchsorted(-phases, -phase, side="left"))
            term = term[:left] * (at[:left] / phase)
            total[:left] += term
        found = np.empty_like(at)
        found[most_first] = total * np.exp(-at)
        return found

    @property
    def regularity(self) -> Floats:
        """One over the squared coefficient of variation: 1 is random, 25 a clock."""
        if not self.weibull:
            return self.shape
        second = np.array([gamma(1 + 2 / c) for c in self.shape.tolist()])
        return np.asarray(1 / (second / _mean(self.shape) ** 2 - 1))


def _mean(shape: Floats) -> Floats:
    """Of a Weibull law of scale 1. There are few shapes."""
    distinct, row = np.unique(shape, return_inverse=True)
    means = np.array([gamma(1 + 1 / c) for c in distinct.tolist()])
    return np.asarray(means[row].reshape(shape.shape))
