"""The models that the backtest chose, fitted on what is known as of a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np

from regulars.book.backtest_json import days_since_epoch, read_back
from regulars.book.backtest_sample import backtest_sample
from regulars.book.kept_backtest import KeptBacktest
from regulars.engines import Engine
from regulars.estimates.arguments import Floats
from regulars.estimates.boosted_values import BoostedValues
from regulars.estimates.candidates import (
    BG_NBD,
    BOOSTED,
    LOG_RFM,
    MBG_NBD,
    NBD,
    REGULAR,
    Candidate,
    OfPurchases,
    fit_purchases,
    fit_windows,
)
from regulars.estimates.choice import CHANCE, COUNT, PRIOR, VALUE
from regulars.estimates.forecaster import (
    Forecaster,
    Values,
    doubt_ahead,
    first_fitted,
    fit_values_of,
    wanted_values,
)
from regulars.estimates.gamma_gamma import GammaGamma, fit_gamma_gamma
from regulars.estimates.maximum_likelihood import NotFitted
from regulars.estimates.one_thread import one_thread
from regulars.estimates.order_days import DAYS_PER_WEEK
from regulars.estimates.purchases_ahead import PurchaseModel
from regulars.estimates.recalibration import AS_SAID
from regulars.estimates.study import Study
from regulars.estimates.totals import PRIOR_SPREAD
from regulars.estimates.value_scores import BOOSTED_QUANTILES
from regulars.estimates.windows import Windows, longest_window

AHEAD_DAYS = 365
MOST_CUSTOMERS_TO_FIT = 100_000
"""Models are fitted on this many at most, evenly spread: with more, what they leave open no longer
is their parameters. Their intervals know of the number that was used."""
LEAVES = "Nobody seems to leave, so no model can tell who did."

_TO_FIT = """
SELECT x, t_x, age, COUNT(*) AS customers FROM history
WHERE customer_id % {every} = 0
GROUP BY x, t_x, age ORDER BY x, t_x, age
"""


@dataclass(frozen=True, eq=False)
class Fitted:
    """
    All that the card is made with.

    purchases: the model of purchases, or that under the regression; active: the one in which
    customers leave. Null: nobody seems to leave.
    """

    forecaster: Forecaster
    purchases: PurchaseModel
    active: PurchaseModel | None
    refused: dict[str, str]

    @property
    def chance_by_history(self) -> bool:
        """Do customers with one history have one chance?"""
        return isinstance(self.forecaster.chance, OfPurchases)

    @property
    def orders_by_history(self) -> bool:
        """Do they have the same orders ahead, and spend but for what they spent so far?"""
        plain = isinstance(self.forecaster.count, OfPurchases)
        return plain and not isinstance(self.forecaster.values, BoostedValues)

    @property
    def all_by_history(self) -> bool:
        return self.chance_by_history and self.orders_by_history

    @property
    def looks_at_lately(self) -> bool:
        """Do trees ask for the orders of the last days?"""
        parts = (self.forecaster.chance, self.forecaster.count)
        trees = any(getattr(one, "name", None) == BOOSTED for one in parts)
        return trees or isinstance(self.forecaster.values, BoostedValues)


def fit_chosen(engine: Engine, *, as_of: date, backtest: KeptBacktest | None) -> Fitted:
    """
    From `history`; regressions and trees from the orders of a sample too.

    Null:   without a backtest, or with one that had too little, the stated prior is fitted.
    Raises: NotFitted when there are too few customers for any model.
    """
    studied = None
    if backtest is not None and backtest.study is not None:
        studied = read_back(backtest.study)
    sampled = _Sampled(engine, as_of)
    wanted = dict(PRIOR)
    if studied is not None:
        wanted |= {task: studied.chosen[task].name for task in (CHANCE, COUNT)}
    with one_thread():
        groups: dict[str, Any] = _groups(engine)
        k = 1 if studied is None else studied.k
        under = wanted[COUNT] if wanted[COUNT] not in (LOG_RFM, BOOSTED) else MBG_NBD
        purchases = fit_purchases(under, **groups, k=k)
        found: dict[str, Candidate] = {under: purchases}
        for name in {wanted[COUNT], wanted[CHANCE]} - {under}:
            if name not in (LOG_RFM, BOOSTED):
                found[name] = fit_purchases(name, **groups, k=k)
            else:
                found |= _fit_windows(name, sampled.windows, purchases.model)
        active = _leaving(purchases.model, groups, k)
        values, refused = _fit_values(engine, studied, sampled)
    if active is None:
        refused |= {"active": LEAVES}
    chance, count = (found.get(wanted[task], purchases) for task in (CHANCE, COUNT))
    names = {CHANCE: chance.name, COUNT: count.name}
    if values is not None:
        names[VALUE] = values.name
    forecaster = Forecaster(
        AHEAD_DAYS,
        chance,
        count,
        values,
        names,
        refused,
        AS_SAID if studied is None else studied.chance_map,
        AS_SAID if studied is None else studied.count_map,
        PRIOR_SPREAD if studied is None else studied.between_windows,
        doubt_ahead(studied, days=AHEAD_DAYS),
    )
    return Fitted(forecaster, purchases.model, active, refused)


def _groups(engine: Engine) -> dict[str, Floats]:
    groups = engine.arrow(_TO_FIT.format(every=_every(engine, "history")))
    x, t_x, age, count = (
        groups[name].to_numpy().astype(np.float64) for name in ("x", "t_x", "age", "customers")
    )
    return {"x": x, "t_x": t_x / DAYS_PER_WEEK, "age": age / DAYS_PER_WEEK, "count": count}


def _fit_windows(name: str, windows: Windows, model: PurchaseModel) -> dict[str, Candidate]:
    """Nothing: a regression or trees that cannot be fitted."""
    try:
        return {name: fit_windows(name, windows, model)}
    except NotFitted:
        return {}


@dataclass(frozen=True, eq=False)
class _Sampled:
    """Windows of the past, read only where the chosen models ask for them."""

    engine: Engine
    as_of: date

    @cached_property
    def windows(self) -> Windows:
        on = days_since_epoch(self.as_of)
        orders = backtest_sample(self.engine).orders.until(on)
        return Windows(orders, on, longest_window(orders, on=on, days=AHEAD_DAYS))


def _leaving(model: PurchaseModel, groups: dict[str, Any], k: int) -> PurchaseModel | None:
    """
    A model in which who never came back may have left: the BG/NBD says they are all active.

    Null: at its border too nobody leaves.
    """
    if model.name not in (BG_NBD, NBD):
        return model
    plain = fit_purchases(MBG_NBD, **groups).model
    if plain.name != NBD:
        return plain
    regular = fit_purchases(REGULAR, **groups, k=max(k, 2)).model
    return regular if k > 1 and regular.name not in (MBG_NBD, NBD) else None


def _fit_values(engine: Engine, studied: Study | None, sampled: _Sampled) -> Values:
    def fit(name: str) -> GammaGamma | BoostedValues:
        if name == BOOSTED_QUANTILES:
            return fit_values_of(sampled.windows, name)
        return _fit_spend(engine)

    return first_fitted(fit, wanted=wanted_values(studied))


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
