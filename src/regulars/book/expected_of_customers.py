"""What is expected of each customer by models that look at more than their history, in parts."""

from __future__ import annotations

from datetime import date

import numpy as np
import pyarrow as pa

from regulars.book.backtest_json import days_since_epoch
from regulars.book.expect_fit import Fitted
from regulars.book.worked_in_parts import define_in_parts
from regulars.engines import Engine
from regulars.estimates.arguments import Floats
from regulars.estimates.order_days import COUNTED_DAYS, SPENT_DAYS, Histories

LATELY = tuple(f"orders_{days}d" for days in COUNTED_DAYS) + tuple(
    f"spend_{days}d_minor" for days in SPENT_DAYS
)


def define_expected_of_customers(engine: Engine, fitted: Fitted, *, as_of: date) -> None:
    """Make `expected_each`: what does not hang on the history alone, by customer_id.

    Units: as the card; spend_mean, spend_low, spend_high in minor units, not rounded.
    """
    rows = "history"
    if fitted.looks_at_lately:
        rows = "history_lately"
        engine.define_table("lately", _lately(as_of))
        chosen = ", ".join(f"COALESCE(l.{name}, 0) AS {name}" for name in LATELY)
        engine.define_view(
            rows,
            f"SELECT h.*, {chosen} FROM history AS h"
            " LEFT JOIN lately AS l ON l.customer_id = h.customer_id",
        )
    define_in_parts(
        engine,
        name="expected_each",
        rows=rows,
        by="customer_id",
        order="customer_id",
        work=lambda customers: _expected(customers, fitted, days_since_epoch(as_of)),
    )


def _lately(as_of: date) -> str:
    """Orders and spend of the last days, of every customer."""
    day = f"CAST('{as_of.isoformat()}' AS DATE)"
    counted = [
        f"COUNT(*) FILTER (WHERE is_purchase AND happened_on > {day} - {days}) AS orders_{days}d"
        for days in COUNTED_DAYS
    ]
    summed = [
        f"CAST(COALESCE(SUM(amount_minor) FILTER (WHERE happened_on > {day} - {days}), 0)"
        f" AS BIGINT) AS spend_{days}d_minor"
        for days in SPENT_DAYS
    ]
    return f"SELECT customer_id, {', '.join(counted + summed)} FROM orders GROUP BY customer_id"


def _expected(customers: pa.Table, fitted: Fitted, on: int) -> pa.Table:
    past, forecaster = _histories(customers, on), fitted.forecaster
    columns: dict[str, Floats] = {}
    chance, interval = forecaster.chances(past)
    if not fitted.chance_by_history:
        columns["chance_return_365"] = chance
        columns["chance_return_365_low"] = interval.low
        columns["chance_return_365_high"] = interval.high
    if not fitted.orders_by_history:
        ahead = forecaster.purchases(past)
        columns["expected_orders_365"] = ahead.mean
        columns["expected_orders_365_low"] = ahead.low
        columns["expected_orders_365_high"] = ahead.high
        spend = forecaster.spend(past, chance, ahead)
        if spend is not None:
            columns["spend_mean"], columns["spend_low"] = spend.mean, spend.low
            columns["spend_high"] = spend.high
    table = customers.select(["customer_id"])
    for name, values in columns.items():
        table = table.append_column(name, pa.array(values, pa.float64()))
    return table


def _histories(customers: pa.Table, on: int) -> Histories:
    def column(name: str) -> Floats:
        return customers[name].to_numpy().astype(np.float64)

    spend = np.nan_to_num(customers["spend_minor"].to_numpy().astype(np.float64))
    lately = [column(name) for name in LATELY if name in customers.column_names]
    return Histories(
        on,
        customers["customer_id"].to_numpy().astype(np.int64),
        column("x"),
        column("t_x"),
        column("age"),
        spend,
        np.array(lately).T if lately else np.zeros((len(spend), 0)),
    )
