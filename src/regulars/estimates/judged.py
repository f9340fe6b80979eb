"""The whole way put to the test: choose by what was known before a day, judge by what came."""

from dataclasses import dataclass

import numpy as np

from regulars.estimates.backtest import TooLittleHistory
from regulars.estimates.backtest_rows import (
    PAST_RATE,
    PAST_SPEND,
    VALUE,
    Row,
    chance_row,
    count_row,
)
from regulars.estimates.choice import CHANCE, COUNT
from regulars.estimates.forecaster import Forecaster, fit_forecaster
from regulars.estimates.order_days import Histories, OrderDays, Outcomes, histories, outcomes
from regulars.estimates.scores import (
    Bin,
    area_under_curve,
    count_scores,
    errors,
    reliability,
    share_within,
    top_capture,
)
from regulars.estimates.study import Study, study
from regulars.estimates.totals import Total, expected_total


@dataclass(frozen=True, eq=False)
class Judged:
    """
    What the models chosen by the end of day `on` said of the days until `until`, and what came.

    studied: Null where there was too little history to try any: then the stated prior was judged,
    and `why` says so. orders: of all customers together, what was expected and what came.
    """

    on: int
    until: int
    studied: Study | None
    why: str | None
    forecaster: Forecaster
    past: Histories
    rows: list[Row]
    baselines: list[Row]
    bins: list[Bin]
    orders: Total
    orders_came: float
    spend: Total | None
    spend_came: float


def judge(orders: OrderDays, *, on: int, until: int, seed: int) -> Judged:
    """
    Nothing after `on` is looked at but to judge.

    Raises: NotFitted when there were too few customers for any model.
    Check:  tests/realdata/test_realdata_backtest.py
    """
    before, days = orders.until(on), until - on
    studied, why = None, None
    try:
        studied = study(before, until=on, horizon=days, seed=seed)
    except TooLittleHistory as little:
        why = str(little)
    forecaster = fit_forecaster(before, on=on, days=days, studied=studied)
    past = histories(before, on=on)
    came = outcomes(orders, past, until=until)
    said = forecaster.forecast(past)
    scores = count_scores(
        forecaster.blocks(past),
        came=came.bought,
        recalibration=forecaster.count_map,
    )
    rows = [
        chance_row(forecaster.names[CHANCE], windows=1, chance=said.chance, came=came.bought),
        count_row(forecaster.names[COUNT], windows=1, scores=scores, came=came.bought, seed=seed),
    ]
    longer = 1.0 if studied is None else days / studied.days
    spend = None
    if said.spend is not None and came.spent.any():
        low, high, spent = said.spend.low, said.spend.high, came.spent
        none = said.purchases.probability_none
        below = np.where(spent > 0, (spent > low) * 0.1 + (spent > high) * 0.8, 0.0)
        up_to = np.where(spent > 0, 0.1 + (spent > low) * 0.8 + (spent > high) * 0.1, none)
        mae, rmse = errors(mean=said.spend.mean, came=spent)
        usual = float(spent.mean())
        rows.append(
            Row(
                f"{forecaster.names[COUNT]} × {forecaster.names[VALUE]}",
                VALUE,
                1,
                len(spent),
                coverage80=share_within(below=below, up_to=up_to),
                mae=mae / usual,
                rmse=rmse / usual,
                bias=float(said.spend.mean.sum() / spent.sum() - 1),
                capture10=top_capture(ranked_by=said.spend.mean, value=spent),
            )
        )
        off = spent - said.spend.mean
        spend = expected_total(
            mean=float(said.spend.mean.sum()),
            variance=float((off**2).sum()),
            misses=[] if studied is None else studied.spend_misses,
            longer=longer,
        )
    return Judged(
        on,
        until,
        studied,
        why,
        forecaster,
        past,
        rows,
        _baselines(past, came, days=days),
        reliability(chance=said.chance, came=came.bought),
        expected_total(
            mean=float(scores.mean.sum()),
            variance=float(scores.variance.sum()),
            misses=[] if studied is None else studied.order_misses,
            longer=longer,
        ),
        float(came.bought.sum()),
        spend,
        float(came.spent.sum()),
    )


def _baselines(past: Histories, came: Outcomes, *, days: int) -> list[Row]:
    mean = past.x / np.maximum(past.age, 1.0) * days
    mae, rmse = errors(mean=mean, came=came.bought)
    rows = [
        chance_row(PAST_RATE, windows=1, chance=-np.expm1(-mean), came=came.bought),
        Row(
            PAST_RATE,
            COUNT,
            1,
            len(mean),
            auc=area_under_curve(chance=mean, came=came.bought),
            mae=mae,
            rmse=rmse,
            capture10=top_capture(ranked_by=mean, value=came.bought),
        ),
    ]
    if came.spent.any():
        spend = past.spend * days / np.maximum(past.age, days)
        usual = float(came.spent.mean())
        mae, rmse = errors(mean=spend, came=came.spent)
        rows.append(
            Row(
                PAST_SPEND,
                VALUE,
                1,
                len(mean),
                mae=mae / usual,
                rmse=rmse / usual,
                capture10=top_capture(ranked_by=past.spend, value=came.spent),
            )
        )
    return rows
