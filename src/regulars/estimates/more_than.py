"""The distribution of each customer's purchases ahead, some customers at a time."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import special

from regulars.estimates.arguments import Floats
from regulars.estimates.negative_binomial import negative_binomial_tails
from regulars.estimates.purchases_ahead import PurchaseModel, active_purchases

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


def blocks_of_model(
    model: PurchaseModel, *, x: Floats, t_x: Floats, age: Floats, horizon: float
) -> Iterator[Block]:
    """
    The predictive distribution in (age, age + horizon] by a fitted model; every row in one block.

    P(Y > n) = P(active) · P(more than n purchases | active), summed over the phases in which who is
    active may be.

    Shape:  (rows,) each, as `purchase_history` gives them.
    Units:  t_x, age and horizon in the fit's unit.
    Source: the model's. Check: tests/oracle/estimates/test_purchase_intervals.py
    """
    active = special.expit(model.log_odds_active(x, t_x, age))
    phases = model.phase_weights(x, t_x, age)
    for part in active_purchases(model, x=x, age=age, horizon=horizon):
        for first in range(0, len(part.rows), ROWS_AT_ONCE):
            here = slice(first, first + ROWS_AT_ONCE)
            rows, of_row = part.rows[here], part.of_row[here]
            if len(phases) == 1:
                chances = part.chances[:, 0, of_row]
            else:
                chances = np.einsum("npr,pr->nr", part.chances[:, :, of_row], phases[:, rows])
            yield Block(rows, chances * active[rows])


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
