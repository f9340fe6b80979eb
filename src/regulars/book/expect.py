"""Who is still a customer, how often and for how much they will buy: estimates joined to the card.

The engine groups, the models work on the groups, the engine joins: the driver's memory does not
grow with the number of customers.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np

from regulars.book.expected_of_groups import DAYS_PER_WEEK, define_expected
from regulars.engines import Engine
from regulars.estimates.gamma_gamma import GammaGamma, fit_gamma_gamma
from regulars.estimates.maximum_likelihood import NotFitted
from regulars.estimates.beta_geometric import BetaGeometric, fit_mbg_nbd

MOST_CUSTOMERS_TO_FIT = 100_000
"""Models are fitted on this many at most, evenly spread: with more, what they leave open no longer
is their parameters. Their intervals know of the number that was used."""

COLUMNS: dict[str, str] = {
    "chance_active": "Chance to be a customer still (MBG/NBD).",
    "chance_active_low": "Its lower end: what the model's parameters leave open.",
    "chance_active_high": "Its upper end.",
    "expected_orders_365": "Days with an order expected in the next 365 days.",
    "expected_orders_365_low": "Lower end of the predictive interval, a whole number.",
    "expected_orders_365_high": "Upper end of the predictive interval, a whole number.",
    "expected_spend_365_minor": "Spend expected in the next 365 days (with Gamma-Gamma), "
    "in minor units of the book's currency.",
    "expected_spend_365_low_minor": "Lower end of the predictive interval.",
    "expected_spend_365_high_minor": "Upper end of the predictive interval.",
}
"""Null in all: not enough data to fit the model, or the customer has no purchase."""


@dataclass(frozen=True)
class Expectation:
    """What was fitted, for the manifest; `refused` says why a model was not."""

    purchases: dict[str, Any] | None = None
    spend: dict[str, Any] | None = None
    refused: dict[str, str] = field(default_factory=dict)


_X = "order_days - 1"
_T_X = "DATE_DIFF('DAY', first_order_on, last_order_on)"
_SPENT = "CASE WHEN spend_minor > 0 THEN spend_minor END"

_HISTORY = f"""
SELECT customer_id, {_X} AS x, order_days AS bought, {_T_X} AS t_x, tenure_days AS age,
  {_SPENT} AS spend_minor
FROM signals_card
WHERE order_days > 0
"""

_TO_FIT = """
SELECT x, t_x, age, COUNT(*) AS customers FROM history
WHERE customer_id % {every} = 0
GROUP BY x, t_x, age ORDER BY x, t_x, age
"""

# By what the history is made of: to join the history itself would look for each customer twice.
_JOINED = f"""
SELECT s.*, {{estimates}}
FROM signals_card AS s
LEFT JOIN expected AS e ON e.x = {_X} AND e.t_x = {_T_X} AND e.age = tenure_days
"""


def define_expected_card(engine: Engine) -> Expectation:
    """Make `expected_card`: `signals_card` with `COLUMNS`; all null where there is too little data.

    An order is a day with an order: two on one day are one purchase to these models.
    """
    engine.define_view("history", _HISTORY)
    try:
        purchases = _fit_purchases(engine)
    except NotFitted as refusal:
        _define_nothing_expected(engine)
        return Expectation(refused={"purchases": str(refusal)})
    try:
        spend = _fit_spend(engine)
    except NotFitted as refusal:
        spend, refused = None, {"spend": str(refusal)}
    else:
        refused = {}
    define_expected(engine, purchases=purchases, spend=spend)
    engine.define_view("expected_card", _JOINED.format(estimates=_estimates(spend)))
    return Expectation(
        purchases={
            "model": "MBG/NBD",
            **{name: getattr(purchases, name) for name in ("r", "alpha", "a", "b")},
            "log_likelihood": purchases.log_likelihood,
            "customers": purchases.customers,
        },
        spend=None if spend is None else {"model": "Gamma-Gamma", **asdict(spend)},
        refused=refused,
    )


def _fit_purchases(engine: Engine) -> BetaGeometric:
    groups = engine.arrow(_TO_FIT.format(every=_every(engine, "history")))
    x, t_x, age, count = (
        groups[name].to_numpy().astype(np.float64) for name in ("x", "t_x", "age", "customers")
    )
    return fit_mbg_nbd(x=x, t_x=t_x / DAYS_PER_WEEK, age=age / DAYS_PER_WEEK, count=count)


def _fit_spend(engine: Engine) -> GammaGamma:
    some = "history WHERE spend_minor IS NOT NULL"
    values = engine.arrow(
        f"SELECT bought, spend_minor FROM {some}"
        f" AND customer_id % {_every(engine, some)} = 0 ORDER BY customer_id"
    )
    bought = values["bought"].to_numpy().astype(np.float64)
    spent = values["spend_minor"].to_numpy().astype(np.float64)
    return fit_gamma_gamma(x=bought, mean_value=spent / bought, count=np.ones_like(bought))


def _every(engine: Engine, rows: str) -> int:
    """One of how many customers is used to fit; their numbers are in the order of hashed ids."""
    [(customers,)] = engine.rows(f"SELECT COUNT(*) FROM {rows}")
    return max(1, -(-int(customers) // MOST_CUSTOMERS_TO_FIT))


def _estimates(spend: GammaGamma | None) -> str:
    chosen = [f"e.{name} AS {name}" for name in COLUMNS if not name.endswith("_minor")]
    for name, end in (("", "mean"), ("_low", "low"), ("_high", "high")):
        value = "CAST(NULL AS BIGINT)"
        if spend is not None:
            known = f"e.known_{end} * (e.v + {_SPENT})"
            value = f"CAST(ROUND(COALESCE({known}, e.unknown_{end} * e.v)) AS BIGINT)"
        chosen.append(f"{value} AS expected_spend_365{name}_minor")
    return ", ".join(chosen)


def _define_nothing_expected(engine: Engine) -> None:
    nulls = ", ".join(
        f"CAST(NULL AS {'BIGINT' if name.endswith('_minor') else 'DOUBLE'}) AS {name}"
        for name in COLUMNS
    )
    engine.define_view("expected_card", f"SELECT *, {nulls} FROM signals_card")
