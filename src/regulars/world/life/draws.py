"""Chance that belongs to a customer and an occasion, not to the order in which it is asked for.

So two futures that differ in one act differ in nothing else: common random numbers.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from regulars.world.arrays import Floats, Ints

_ROWS = np.uint64(0x9E3779B97F4A7C15)
_OCCASIONS = np.uint64(0xD1B54A32D192ED03)
_MIX = ((30, np.uint64(0xBF58476D1CE4E5B9)), (27, np.uint64(0x94D049BB133111EB)))


@dataclass(frozen=True)
class Draws:
    """The chances of one future of one world; another `draw` is another future.

    Source: SplitMix64 (Steele, Lea & Flood 2014) as a hash of part, customer and occasion.
    """

    seed: int
    draw: int = 0

    def uniform(self, part: str, rows: Ints, occasions: Ints) -> Floats:
        """One number in (0, 1) for each pair of customer and occasion.

        Shape: that of `rows` and `occasions`, which are broadcast.
        """
        start = np.array([_start(self.seed, self.draw, part)], dtype=np.uint64)
        word = _mixed(start + rows.astype(np.uint64) * _ROWS)
        word = _mixed(word + occasions.astype(np.uint64) * _OCCASIONS)
        return np.asarray(((word >> np.uint64(11)).astype(np.float64) + 0.5) * 2.0**-53)

    def exponential(self, part: str, rows: Ints, occasions: Ints) -> Floats:
        """Exponential with mean 1."""
        return np.asarray(-np.log(self.uniform(part, rows, occasions)))

    def normal(self, part: str, rows: Ints, occasions: Ints) -> Floats:
        """Standard normal (Box & Muller 1958)."""
        radius = np.sqrt(2 * self.exponential(part, rows, 2 * occasions))
        angle = 2 * np.pi * self.uniform(part, rows, 2 * occasions + 1)
        return np.asarray(radius * np.cos(angle))


def _mixed(word: NDArray[np.uint64]) -> NDArray[np.uint64]:
    for shift, factor in _MIX:
        word = (word ^ (word >> np.uint64(shift))) * factor
    return word ^ (word >> np.uint64(31))


@lru_cache(maxsize=512)
def _start(seed: int, draw: int, part: str) -> int:
    digest = hashlib.sha256(f"{seed}|{draw}|{part}".encode()).digest()
    return int.from_bytes(digest[:8], "little")
