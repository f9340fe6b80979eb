"""All that the facts are told from: who there is, what happened, and what each thing is called."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from regulars.world.arrays import Flags, Ints
from regulars.world.cast.fits import Fits
from regulars.world.cast.kinds import SOURCES
from regulars.world.cast.names import Named
from regulars.world.cast.tongues import Tongues
from regulars.world.chance import chance
from regulars.world.goods.lines import Lines
from regulars.world.goods.orders import Orders
from regulars.world.goods.stays import Stays
from regulars.world.life.history import History
from regulars.world.life.setting import Setting
from regulars.world.life.word_of_mouth import Came
from regulars.world.season.span import Span
from regulars.world.texts.writer import Writer


@dataclass(frozen=True)
class Known:
    """One world in the making.

    Shape: `keys` (customers,) and `numbers` (orders,): what the sources call them; `used` (orders,)
           the campaign of each; `currency` and `is_large` (customers,).
    """

    setting: Setting
    history: History
    came: Came
    names: list[Named]
    tongues: Tongues
    fits: Fits
    orders: Orders
    lines: Lines
    stays: Stays
    used: Ints
    currency: Ints
    is_large: Flags
    keys: pa.Array
    numbers: pa.Array
    writer: Writer

    @property
    def span(self) -> Span:
        return self.setting.span

    @property
    def sources(self) -> pa.Array:
        """The source of each customer."""
        return pa.array(SOURCES).take(pa.array(self.setting.roster.source))

    def rng(self, part: str) -> np.random.Generator:
        """The stream of random numbers of one part."""
        return chance(seed=self.setting.seed, part=part)

    def order_of(self, *, customer: Ints, number: Ints) -> Ints:
        """The row of these orders of these customers: orders lie by customer and time."""
        counts = np.bincount(self.history.purchases.customer, minlength=len(self.setting))
        return np.asarray((np.cumsum(counts) - counts)[customer] + number)

    def speakers(self, *, rows: Ints, share: float, rng: np.random.Generator) -> Ints:
        """Who speaks for these customers: for a share of the accounts one of their persons.

        Shape: as `rows`.
        """
        roster = self.setting.roster
        members = np.bincount(roster.account[roster.account >= 0], minlength=len(roster))[rows]
        which = (rng.random(len(rows)) * members).astype(np.int64)
        speaks = (rng.random(len(rows)) < share) & (members > 0)
        # Persons follow their account, row after row.
        return np.where(speaks, rows + 1 + which, rows)
