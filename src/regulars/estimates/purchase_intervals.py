"""How many purchases will come, with how much doubt; apart from the fit that it forecasts with."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from regulars.estimates.arguments import Floats, interval_ends, purchase_history, time_ahead
from regulars.estimates.more_than import ActiveBlock, AnyBlock, blocks_of_model
from regulars.estimates.purchases_ahead import PurchaseModel
from regulars.estimates.recalibration import AS_SAID, Recalibration


@dataclass(frozen=True, eq=False)
class PurchaseForecast:
    """
    The purchases of each row within the horizon.

    probability_none: of no purchase at all. low, high: whole numbers, the predictive interval that
    holds at least `level`.
    """

    probability_none: Floats
    mean: Floats
    mean_of_square: Floats
    low: Floats
    high: Floats
    level: float = 0.8


def purchase_forecast(
    model: PurchaseModel,
    *,
    x: npt.ArrayLike,
    t_x: npt.ArrayLike,
    age: npt.ArrayLike,
    horizon: float,
    level: float = 0.8,
    recalibration: Recalibration = AS_SAID,
) -> PurchaseForecast:
    """
    Predictive distribution of each customer's purchases in (age, age + horizon].

    `low` and `high` are the quantiles (1 ± level) / 2, each the smallest n that reaches it. The
    time it takes grows with the purchases expected and with their spread.

    Shape:  (rows,) each, >= 0; row order as given.
    Units:  t_x, age and horizon in the fit's unit.
    Raises: ValueError when a row is no history or the horizon is negative.
    Source: the model's. Check: tests/oracle/estimates/test_purchase_intervals.py,
            tests/papers/test_mbg_nbd.py
    """
    repeats, recency, watched = purchase_history(x=x, t_x=t_x, age=age)
    blocks = blocks_of_model(
        model, x=repeats, t_x=recency, age=watched, horizon=time_ahead(horizon)
    )
    return forecast_of_blocks(blocks, rows=len(repeats), level=level, recalibration=recalibration)


def forecast_of_blocks(
    blocks: Iterable[AnyBlock],
    *,
    rows: int,
    level: float,
    recalibration: Recalibration = AS_SAID,
) -> PurchaseForecast:
    """
    The figures of distributions that come in blocks, each row in one of them.

    Shape:  (rows,) each. Raises: ValueError for a level that is no share.
    """
    ends = interval_ends(level)
    found = np.zeros((5, rows))
    for block in blocks:
        if isinstance(block, ActiveBlock) and recalibration is AS_SAID:
            found[:, block.rows] = _of_alike(block, ends)
        else:
            found[:, block.rows] = _added_up(block.chances, ends, recalibration)
    none, mean, square, low, high = found
    return PurchaseForecast(none, mean, square, low, high, level)


def _of_alike(block: ActiveBlock, ends: tuple[float, float]) -> list[Floats]:
    return [
        1 - block.of_each(block.alike.chances[0]),
        block.of_each(block.alike.mean),
        block.of_each(block.alike.mean_of_square),
        *(block.how_many_above(1 - end) for end in ends),
    ]


def _added_up(
    more: Floats, ends: tuple[float, float], recalibration: Recalibration
) -> list[Floats]:
    if recalibration is not AS_SAID:
        more = 1 - recalibration(1 - more)
    odd = 2 * np.arange(len(more))[:, np.newaxis] + 1
    return [
        1 - more[0],
        more.sum(axis=0),
        (odd * more).sum(axis=0),
        *((more > 1 - end).sum(axis=0) for end in ends),
    ]
