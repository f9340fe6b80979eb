"""Where chance comes from: one stream a part, so a change in one part moves no other."""

from __future__ import annotations

import numpy as np


def chance(*, seed: int, part: str) -> np.random.Generator:
    """The stream of random numbers of one part of the world.

    Raises: ValueError when the seed is negative.
    """
    if seed < 0:
        raise ValueError(f"The seed is {seed}; give 0 or a positive whole number.")
    return np.random.default_rng([seed, *part.encode()])
