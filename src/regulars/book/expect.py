"""Who is still a customer, how often and for how much they will buy: estimates joined to the card.

The engine groups, the models work on the groups, the engine joins: the driver's memory does not
grow with the number of customers.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from regulars.book.expect_fit import Fitted, fit_chosen
from regulars.book.expected_of_customers import define_expected_of_customers
from regulars.book.expected_of_groups import HISTORY, define_expected
from regulars.book.kept_backtest import KeptBacktest
from regulars.engines import Engine
from regulars.estimates.boosted_values import BoostedValues
from regulars.estimates.candidates import Candidate, OfPurchases
from regulars.estimates.choice import VALUE
from regulars.estimates.gamma_gamma import GammaGamma
from regulars.estimates.maximum_likelihood import NotFitted
from regulars.estimates.purchases_ahead import PurchaseModel

COLUMNS: dict[str, str] = {
    "chance_active": "Chance to be a customer still, by a model in which customers leave.",
    "chance_active_low": "Its lower end: what the model's parameters leave open.",
    "chance_active_high": "Its upper end.",
    "chance_return_365": "Chance of an order in the next 365 days, by the model that the backtest "
    "chose for it.",
    "chance_return_365_low": "Its lower end: what the parameters leave open, and what differed "
    "between the windows of the past.",
    "chance_return_365_high": "Its upper end.",
    "expected_orders_365": "Days with an order expected in the next 365 days, by the model that "
    "the backtest chose.",
    "expected_orders_365_low": "Lower end of the predictive interval, a whole number.",
    "expected_orders_365_high": "Upper end of the predictive interval, a whole number.",
    "expected_spend_365_minor": "Spend expected in the next 365 days, in minor units of the "
    "book's currency.",
    "expected_spend_365_low_minor": "Lower end of the predictive interval.",
    "expected_spend_365_high_minor": "Upper end of the predictive interval.",
}
"""Null in all: not enough data to fit the model, or the customer has no purchase. Null in
`chance_active` too where nobody seems to leave: no model can tell then who did."""


@dataclass(frozen=True)
class Expectation:
    """What was fitted, for the manifest; `refused` says why a model was not."""

    purchases: dict[str, Any] | None = None
    chance: dict[str, Any] | None = None
    active: dict[str, Any] | None = None
    spend: dict[str, Any] | None = None
    refused: dict[str, str] = field(default_factory=dict)


X = "order_days - 1"
T_X = "DATE_DIFF('DAY', first_order_on, last_order_on)"
SPENT = "CASE WHEN spend_minor > 0 THEN spend_minor END"

_HISTORY = f"""
SELECT customer_id, {X} AS x, order_days AS bought, {T_X} AS t_x, tenure_days AS age,
  {SPENT} AS spend_minor
FROM signals_card
WHERE order_days > 0
"""

# By what the history is made of: to join the history itself would look for each customer twice.
_JOINED = f"""
SELECT s.*, {{estimates}}
FROM signals_card AS s
LEFT JOIN expected AS e ON e.history = {HISTORY.format(x=f"({X})", t_x=T_X, age="tenure_days")}
{{each}}
"""


def define_expected_card(
    engine: Engine, *, as_of: date, backtest: KeptBacktest | None = None
) -> Expectation:
    """Make `expected_card`: `signals_card` with `COLUMNS`; all null where there is too little data.

    An order is a day with an order: two on one day are one purchase to these models.
    Null: without a backtest the MBG/NBD and the Gamma-Gamma are taken.
    """
    engine.define_view("history", _HISTORY)
    try:
        fitted = fit_chosen(engine, as_of=as_of, backtest=backtest)
    except NotFitted as refusal:
        _define_nothing_expected(engine)
        return Expectation(refused={"purchases": str(refusal)})
    kinds = define_expected(engine, fitted)
    each = ""
    if not fitted.all_by_history:
        define_expected_of_customers(engine, fitted, as_of=as_of)
        each = "LEFT JOIN expected_each AS c ON c.customer_id = s.customer_id"
    estimates = _estimates(fitted, kinds)
    engine.define_view("expected_card", _JOINED.format(estimates=estimates, each=each))
    return _told(fitted)


def _estimates(fitted: Fitted, kinds: frozenset[str]) -> str:
    chances = "e" if fitted.chance_by_history else "c"
    orders = "e" if fitted.orders_by_history else "c"
    chosen = []
    for name in COLUMNS:
        if name.startswith("chance_active"):
            nobody = f"CAST(NULL AS DOUBLE) AS {name}"
            chosen.append(nobody if fitted.active is None else f"e.{name}")
        elif name.startswith("chance_return"):
            chosen.append(f"{chances}.{name}")
        elif not name.endswith("_minor"):
            chosen.append(f"{orders}.{name}")
    for name, end in (("", "mean"), ("_low", "low"), ("_high", "high")):
        value = "CAST(NULL AS BIGINT)"
        if fitted.forecaster.values is not None:
            value = f"c.spend_{end}"
            if fitted.orders_by_history:
                value = _spend(fitted, kinds, end)
            value = f"CAST(ROUND({value}) AS BIGINT)"
        chosen.append(f"{value} AS expected_spend_365{name}_minor")
    return ", ".join(chosen)


def _spend(fitted: Fitted, kinds: frozenset[str], end: str) -> str:
    """Spend is a factor of the history times what only this customer has: v + spend so far."""
    assert isinstance(fitted.forecaster.values, GammaGamma)
    v = f"CAST('{fitted.forecaster.values.v!r}' AS DOUBLE)"
    ways = {"known": f"e.known_{end} * ({v} + {SPENT})", "unknown": f"e.unknown_{end} * {v}"}
    asked = [way for kind, way in ways.items() if kind in kinds]
    return f"COALESCE({', '.join([*asked, 'CAST(NULL AS DOUBLE)'])})"


def _told(fitted: Fitted) -> Expectation:
    one = fitted.forecaster
    values: dict[str, Any] | None = None
    if isinstance(one.values, GammaGamma):
        values = {"model": "Gamma-Gamma", **asdict(one.values)}
    elif isinstance(one.values, BoostedValues):
        values = {"model": one.names[VALUE], "window_days": one.values.days}
    return Expectation(
        purchases=_candidate(one.count),
        chance={**_candidate(one.chance), "between_windows": one.between_windows},
        active=None if fitted.active is None else _model(fitted.active),
        spend=values,
        refused=fitted.refused,
    )


def _candidate(one: Candidate) -> dict[str, Any]:
    if isinstance(one, OfPurchases):
        return _model(one.model)
    return {"model": one.name, "customers": one.fitted.customers, "window_days": one.days}


def _model(model: PurchaseModel) -> dict[str, Any]:
    return {
        "model": model.name,
        **model.parameters,
        "log_likelihood": model.log_likelihood,
        "customers": model.customers,
        "covariance_of_log_parameters": model.covariance_of_log_parameters.tolist(),
    }


def _define_nothing_expected(engine: Engine) -> None:
    nulls = ", ".join(
        f"CAST(NULL AS {'BIGINT' if name.endswith('_minor') else 'DOUBLE'}) AS {name}"
        for name in COLUMNS
    )
    engine.define_view("expected_card", f"SELECT *, {nulls} FROM signals_card")
