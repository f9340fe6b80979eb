"""The distribution of each customer's purchases ahead, some customers at a time."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import special

from regulars.estimates.arguments import Floats
from regulars.estimates.negative_binomial import negative_binomial_tails
from regulars.estimates.purchases_ahead import ActivePurchases, PurchaseModel, active_purchases

ROWS_AT_ONCE = 4_096
LEAST_TAIL = 1e-10


@dataclass(frozen=True, eq=False)
class Block:
    """
    Some rows: which of all, and P(more than n purchases) of each.

    rows: (some,); chances: (n from 0, some), falling; what is beyond the last n is next to nothing.
    """

    rows: npt.NDArray[np.intp]
    chances: Floats


@dataclass(frozen=True, eq=False)
class ActiveBlock:
    """
    Some rows of which many buy alike while they are active: their figures need not be added up anew
    for each.

    rows: (some,); of_row: (some,), which of the alike each is; active: (phases, some), the chance
    to be active and in this phase.
    """

    rows: npt.NDArray[np.intp]
    alike: ActivePurchases
    of_row: npt.NDArray[np.intp]
    active: Floats

    @property
    def chances(self) -> Floats:
        """As a `Block` has them, added up at each asking."""
        if len(self.active) == 1:
            return np.asarray(self.alike.chances[:, 0, self.of_row] * self.active[0])
        return np.asarray(
            np.einsum("npr,pr->nr", self.alike.chances[:, :, self.of_row], self.active)
        )

    def of_each(self, of_alike: Floats) -> Floats:
        """A figure of who is active, (phases, alike), as one of every row, (some,)."""
        return np.asarray((of_alike[:, self.of_row] * self.active).sum(axis=0))

    def how_many_above(self, chance: float) -> Floats:
        """For how many n P(more than n purchases) is above this chance: halved until found."""
        least = np.zeros(len(self.rows), dtype=np.intp)
        most = np.full_like(least, len(self.alike.chances))
        while (searched := least < most).any():
            n = (least + most) // 2
            above = self._more_than(np.minimum(n, len(self.alike.chances) - 1)) > chance
            least = np.where(searched & above, n + 1, least)
            most = np.where(searched & ~above, n, most)
        return least.astype(np.float64)

    def _more_than(self, n: npt.NDArray[np.intp]) -> Floats:
        phases = np.arange(len(self.active))[:, np.newaxis]
        return np.asarray((self.alike.chances[n, phases, self.of_row] * self.active).sum(axis=0))


AnyBlock = Block | ActiveBlock


def blocks_of_model(
    model: PurchaseModel, *, x: Floats, t_x: Floats, age: Floats, horizon: float
) -> Iterator[ActiveBlock]:
    """
    The predictive distribution in (age, age + horizon] by a fitted model; every row in one block.

    P(Y > n) = P(active) · P(more than n purchases | active), summed over the phases in which who is
    active may be.

    Shape:  (rows,) each, as `purchase_history` gives them.
    Units:  t_x, age and horizon in the fit's unit.
    Source: the model's. Check: tests/oracle/estimates/test_purchase_intervals.py
    """
    active = special.expit(model.log_odds_active(x, t_x, age)) * model.phase_weights(x, t_x, age)
    for part in active_purchases(model, x=x, age=age, horizon=horizon):
        for first in range(0, len(part.rows), ROWS_AT_ONCE):
            here = slice(first, first + ROWS_AT_ONCE)
            rows = part.rows[here]
            yield ActiveBlock(rows, part, part.of_row[here], active[:, rows])


@dataclass(frozen=True, eq=False)
class Hurdle:
    """
    P(Y > 0) = some; given that, Y - 1 is negative binomial with mean `more` and variance
    more + more²/size, and no Y is above `most`. Shape: (rows,) each.
    """

    some: Floats
    more: Floats
    size: Floats
    most: int


def blocks_of_hurdle(hurdle: Hurdle) -> Iterator[Block]:
    """Every row in one block. Check: tests/oracle/estimates/test_log_rfm.py"""
    more_of_all = np.minimum(hurdle.more, hurdle.most)
    order = np.argsort(more_of_all * (1 + more_of_all / hurdle.size), kind="stable")
    for first in range(0, len(order), ROWS_AT_ONCE):
        rows = order[first : first + ROWS_AT_ONCE]
        some, more, size = hurdle.some[rows], more_of_all[rows], hurdle.size[rows]
        every = [some]
        for tail in negative_binomial_tails(size, more / (size + more)):
            enough = tail.begun and tail.at_least.max(initial=0.0) < LEAST_TAIL
            if enough or tail.m >= hurdle.most:
                break
            every.append(some * np.maximum(tail.at_least, 0.0))
        yield Block(rows, np.array(every))
