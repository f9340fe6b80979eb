"""What is expected of each group of customers with one history, some groups at a time.

The models ask only for a customer's history: with many customers, many share one. What is read,
worked out and written at once does not grow with their number.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from regulars.engines import Engine
from regulars.engines.engine import InParts
from regulars.estimates.gamma_gamma import GammaGamma
from regulars.estimates.beta_geometric import BetaGeometric
from regulars.estimates.probability_active import probability_active, probability_active_interval
from regulars.estimates.purchase_intervals import PurchaseForecast, purchase_forecast
from regulars.estimates.spend_forecast import spend_factors

DAYS_PER_WEEK = 7.0
HORIZON_DAYS = 365
LEVEL = 0.8
GROUPS_AT_ONCE = 131_072
"""The same on every machine, so that the last digits are."""

Floats = npt.NDArray[np.float64]

_GROUPS = """
SELECT x, t_x, age, COUNT(*) AS customers, COUNT(spend_minor) AS known FROM history
GROUP BY x, t_x, age
"""


def define_expected(engine: Engine, *, purchases: BetaGeometric, spend: GammaGamma | None) -> None:
    """Make `expected`: for each x, t_x and age in `history`, chances, orders and spend factors.

    Units: days and probabilities; `known_…` times (v + spend so far), and `unknown_…` times v for
           who has no known spend, are minor units.
    Null:  factors that no customer of the group asks for; all without a model of spend.
    """
    engine.define_table("history_groups", _GROUPS)
    if isinstance(engine, InParts):
        for number, part in enumerate(_parts(engine, purchases, spend)):
            engine.define_arrow("expected_part", part)
            if number == 0:
                engine.define_table("expected", "SELECT * FROM expected_part")
            else:
                engine.append("expected", "SELECT * FROM expected_part")
    else:
        engine.define_arrow("expected", pa.concat_tables(_parts(engine, purchases, spend)))
    engine.drop("history_groups")


def _parts(engine: Engine, purchases: BetaGeometric, spend: GammaGamma | None) -> Iterator[pa.Table]:
    """In their order. Only the work is spread over processors: an engine has one caller."""
    [(groups,)] = engine.rows("SELECT COUNT(*) FROM history_groups")
    parts = max(1, -(-int(groups) // GROUPS_AT_ONCE))
    at_work: deque[Future[pa.Table]] = deque()
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for part in range(parts):
            some = engine.arrow(
                f"SELECT * FROM history_groups WHERE age % {parts} = {part} ORDER BY x, t_x, age"
            )
            at_work.append(pool.submit(_expected, some, purchases, spend))
            if len(at_work) > (os.cpu_count() or 1):
                yield at_work.popleft().result()
        while at_work:
            yield at_work.popleft().result()


def _expected(groups: pa.Table, purchases: BetaGeometric, spend: GammaGamma | None) -> pa.Table:
    x = groups["x"].to_numpy().astype(np.float64)
    history = {
        "x": x,
        "t_x": groups["t_x"].to_numpy() / DAYS_PER_WEEK,
        "age": groups["age"].to_numpy() / DAYS_PER_WEEK,
    }
    chance = probability_active_interval(purchases, **history, level=LEVEL)
    ahead = purchase_forecast(
        purchases, **history, horizon=HORIZON_DAYS / DAYS_PER_WEEK, level=LEVEL
    )
    columns = {
        "chance_active": probability_active(purchases, **history),
        "chance_active_low": chance.low,
        "chance_active_high": chance.high,
        "expected_orders_365": ahead.mean,
        "expected_orders_365_low": ahead.low,
        "expected_orders_365_high": ahead.high,
    }
    if spend is not None:
        customers, known = (groups[name].to_numpy() for name in ("customers", "known"))
        # Spend is a factor of the group times what only this customer has: v + spend so far.
        columns |= _factors("known", spend, ahead, x + 1, asked=known > 0)
        columns |= _factors("unknown", spend, ahead, np.zeros_like(x), asked=known < customers)
        columns["v"] = np.full_like(x, spend.v)
    table = groups.select(["x", "t_x", "age"])
    for name, values in columns.items():
        table = table.append_column(name, pa.array(values, pa.float64(), from_pandas=True))
    return table


def _factors(
    kind: str,
    spend: GammaGamma,
    ahead: PurchaseForecast,
    bought: Floats,
    *,
    asked: npt.NDArray[np.bool_],
) -> dict[str, Floats]:
    """Only of the groups that are asked for: they take most of the time."""
    purchases = PurchaseForecast(
        ahead.probability_none[asked],
        ahead.mean[asked],
        ahead.mean_of_square[asked],
        ahead.low[asked],
        ahead.high[asked],
        ahead.level,
    )
    factors = spend_factors(spend, purchases=purchases, x=bought[asked])
    columns = {}
    for end, values in (("mean", factors.mean), ("low", factors.low), ("high", factors.high)):
        columns[f"{kind}_{end}"] = np.full_like(bought, np.nan)
        columns[f"{kind}_{end}"][asked] = values
    return columns
