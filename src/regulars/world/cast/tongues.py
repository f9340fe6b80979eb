"""In which language and script everybody writes, and what they chose when asked."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from regulars.world.arrays import Flags, Ints
from regulars.world.cast.roster import Roster
from regulars.world.chance import chance

WRITES = ("en", "bn", "mixed")
"""English, Bengali, Bengali in Latin letters; as the languages of the sentences."""
ENGLISH, BENGALI, MIXED = range(3)
WRITES_SHARES = (0.20, 0.57, 0.23)
CHOSEN_SHARE = 0.45
NEVER_CHOSEN = -1


@dataclass(frozen=True)
class Tongues:
    """Shape: each (customers,); `writes` a place in WRITES; `chosen` one too, or -1 for never."""

    writes: Ints
    chosen: Ints


def draw_tongues(*, roster: Roster, abroad: Flags, seed: int) -> Tongues:
    """Who lives abroad writes English; the same person writes one language."""
    rng = chance(seed=seed, part="tongues")
    n = len(roster)
    writes = rng.choice(len(WRITES), size=n, p=WRITES_SHARES)[roster.person]
    writes = np.where(abroad, ENGLISH, writes)
    chosen = np.where(writes == ENGLISH, ENGLISH, BENGALI)
    return Tongues(
        writes=writes, chosen=np.where(rng.random(n) < CHOSEN_SHARE, chosen, NEVER_CHOSEN)
    )
