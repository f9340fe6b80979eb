"""All of a world that no fact tells, from which its future can be lived on."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa

from regulars.world.arrays import Floats, Ints
from regulars.world.cast.fits import Fits
from regulars.world.life.setting import Setting
from regulars.world.life.stakes import Stakes
from regulars.world.life.state import State
from regulars.world.life.word_of_mouth import Came


@dataclass(frozen=True)
class Hidden:
    """The evening of the last day.

    Shape: `keys` and `order_minor` (customers,), rows as in the roster: what the source calls
           them, and what a standing order of theirs leaves on average, in poisha; `by_key` the
           rows in the order of source and key, as the facts have them.
    """

    setting: Setting
    state: State
    stakes: Stakes
    came: Came
    fits: Fits
    keys: pa.Array
    order_minor: Floats
    by_key: Ints
