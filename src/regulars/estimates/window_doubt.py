"""What the time ahead brings to all customers alike, as part of the doubt about each of them."""

import math
from collections.abc import Iterator

import numpy as np

from regulars.estimates.candidates import Candidate
from regulars.estimates.more_than import AnyBlock, Block
from regulars.estimates.order_days import Histories

NONE = 0.0


def measured_doubt(*, misses: list[float], longer: float) -> float:
    """
    How far windows of the past were off for all customers together: of the logarithm.

    misses: of each window, the logarithm of what came over what was expected. longer: how many
    times as long as these the window ahead is; each doubling adds the same again, as a level that
    wanders does. Nothing is stated beforehand, other than in `totals`: a business without busy and
    quiet times is not given any.

    Null: 0 where no window tells.
    """
    if not misses:
        return NONE
    measured = sum(miss**2 for miss in misses) / len(misses)
    return math.sqrt(measured * (1 + max(math.log2(longer), 0.0)))


def blocks_in_doubt(
    candidate: Candidate, past: Histories, *, days: int, doubt: float
) -> Iterator[AnyBlock]:
    """
    A candidate's predictive distribution, mixed over windows that bring more and less.

    A window may be busier or quieter for everybody, and which is not known before it came. The
    mixture has two windows of one weight whose logarithms lie `doubt` to either side, as long as
    that takes: the mean stays, the distribution becomes as much wider as `doubt` says.

    doubt: the standard deviation of the logarithm; 0 leaves the distribution as it is.

    Shape:  every row in one block. Units: days.
    Source: Gauss–Hermite quadrature with two points; `measured_doubt` for the deviation.
            Check: tests/oracle/estimates/test_window_doubt.py
    """
    if doubt == NONE:
        yield from candidate.blocks(past, days=days)
        return
    busy = days * math.exp(doubt) / math.cosh(doubt)
    quiet = days * math.exp(-doubt) / math.cosh(doubt)
    for block in candidate.blocks(past, days=busy):
        more = block.chances / 2
        for part in candidate.blocks(past.some(block.rows), days=quiet):
            chances = part.chances
            missing = len(chances) - len(more)
            if missing > 0:
                more = np.concatenate([more, np.zeros((missing, more.shape[1]))])
            more[: len(chances), part.rows] += chances / 2
        # There are no more days with an order than days.
        yield Block(block.rows, more[:days])
