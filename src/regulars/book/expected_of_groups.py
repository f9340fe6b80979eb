"""What is expected of each group of customers with one history, some groups at a time.

The models ask only for a customer's history: with many customers, many share one. What is read,
worked out and written at once does not grow with their number.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from regulars.book.expect_fit import Fitted
from regulars.book.worked_in_parts import define_in_parts
from regulars.engines import Engine
from regulars.estimates.arguments import Floats
from regulars.estimates.forecaster import LEVEL
from regulars.estimates.gamma_gamma import GammaGamma
from regulars.estimates.order_days import Histories
from regulars.estimates.probability_active import probability_active, probability_active_interval
from regulars.estimates.purchase_intervals import PurchaseForecast
from regulars.estimates.spend_forecast import spend_factors

MOST_DAYS = 1_000_000
HISTORY = f"({{x}} * {MOST_DAYS} + {{t_x}}) * {MOST_DAYS} + {{age}}"
"""A history as one whole number, by which it is joined: a third of the memory of its three. Exact
up to 2,700 years of days; there are no more days with an order."""

_GROUPS = """
SELECT x, t_x, age, COUNT(*) AS customers, COUNT(spend_minor) AS known FROM history
GROUP BY x, t_x, age
"""


_SPENDS = """
SELECT COUNT(*) FILTER (WHERE known > 0), COUNT(*) FILTER (WHERE known < customers)
FROM history_groups
"""


def define_expected(engine: Engine, fitted: Fitted) -> frozenset[str]:
    """Make `expected`: by `HISTORY` of x, t_x and age, chances, orders and spend factors.

    Returns which factors there are: `known`, `unknown`, both or none of them.
    Units: days and probabilities; `known_…` times (v + spend so far), and `unknown_…` times v for
           who has no known spend, are minor units.
    Null:  factors that no customer of the group asks for. Missing are those that nobody asks for,
           all without a model of spend, and columns that do not hang on the history alone.
    """
    engine.define_table("history_groups", _GROUPS)
    [(known, unknown)] = engine.rows(_SPENDS)
    kinds = _kinds(fitted, known=known > 0, unknown=unknown > 0)
    define_in_parts(
        engine,
        name="expected",
        rows="history_groups",
        by="age",
        order="x, t_x, age",
        work=lambda groups: _expected(groups, fitted, kinds),
    )
    engine.drop("history_groups")
    return kinds


def _kinds(fitted: Fitted, *, known: bool, unknown: bool) -> frozenset[str]:
    if not fitted.orders_by_history or not isinstance(fitted.forecaster.values, GammaGamma):
        return frozenset()
    asked = {"known": known, "unknown": unknown}
    return frozenset(kind for kind, by_anybody in asked.items() if by_anybody)


def _expected(groups: pa.Table, fitted: Fitted, kinds: frozenset[str]) -> pa.Table:
    past = _histories(groups)
    columns: dict[str, Floats] = {}
    if fitted.active is not None:
        sure = probability_active_interval(fitted.active, **past.in_weeks, level=LEVEL)
        columns["chance_active"] = probability_active(fitted.active, **past.in_weeks)
        columns["chance_active_low"], columns["chance_active_high"] = sure.low, sure.high
    if fitted.chance_by_history:
        chance, interval = fitted.forecaster.chances(past)
        columns["chance_return_365"] = chance
        columns["chance_return_365_low"] = interval.low
        columns["chance_return_365_high"] = interval.high
    if fitted.orders_by_history:
        ahead = fitted.forecaster.purchases(past)
        columns |= {
            "expected_orders_365": ahead.mean,
            "expected_orders_365_low": ahead.low,
            "expected_orders_365_high": ahead.high,
        }
        if isinstance(fitted.forecaster.values, GammaGamma):
            columns |= _spend(fitted.forecaster.values, ahead, groups, past.x, kinds)
    x, t_x, age = (groups[name].to_numpy().astype(np.int64) for name in ("x", "t_x", "age"))
    table = pa.table({"history": (x * MOST_DAYS + t_x) * MOST_DAYS + age})
    for name, values in columns.items():
        table = table.append_column(name, pa.array(values, pa.float64(), from_pandas=True))
    return table


def _histories(groups: pa.Table) -> Histories:
    x, t_x, age = (groups[name].to_numpy().astype(np.float64) for name in ("x", "t_x", "age"))
    nothing = np.zeros((len(x), 0))
    return Histories(0, np.arange(len(x)), x, t_x, age, np.zeros_like(x), nothing)


def _spend(
    spend: GammaGamma,
    ahead: PurchaseForecast,
    groups: pa.Table,
    x: Floats,
    kinds: frozenset[str],
) -> dict[str, Floats]:
    customers, known = (groups[name].to_numpy() for name in ("customers", "known"))
    columns: dict[str, Floats] = {}
    # Spend is a factor of the group times what only this customer has: v + spend so far.
    if "known" in kinds:
        columns |= _factors("known", spend, ahead, x + 1, asked=known > 0)
    if "unknown" in kinds:
        columns |= _factors("unknown", spend, ahead, np.zeros_like(x), asked=known < customers)
    return columns


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
