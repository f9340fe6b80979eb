"""Who is likely to send customers in the year to come: learned from the last year of this book.

The engine groups customers who are alike, the model works on the groups, the engine joins. How
well it would have done is told by fitting it a year earlier still and looking at what came.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
import pyarrow as pa

from regulars.book.alike import Alike
from regulars.book.sender_history import GROUPED_BY, define_history, history_sql, traits_of
from regulars.engines import Engine
from regulars.estimates.lift import Lift, top_lift
from regulars.estimates.maximum_likelihood import NotFitted
from regulars.estimates.sends import Sends, SendsForecast, fit_sends, sends_ahead

YEAR = timedelta(days=365)
LEVEL = 0.8
TOP = 0.1
SEED = 20
COLUMNS: dict[str, str] = {
    "sends_365": "Customers whom they may be expected to send in the next 365 days, as far as such "
    "things come to be known (Gamma–Poisson).",
    "sends_365_low": "Lower end of the predictive interval, a whole number.",
    "sends_365_high": "Upper end of the predictive interval, a whole number.",
    "sends_top_share": "Of all who ever bought, the share who are as likely to send or likelier.",
}
"""Null in all: too few are known to have been sent, or the customer has no purchase."""
NOBODY_SENDS = dict.fromkeys(COLUMNS, Alike("DOUBLE"))


@dataclass(frozen=True)
class Sending:
    """What was learned, for the manifest. `refused` says why nothing was.

    `judged` is how the model of a year ago did in the last year, beside ranking by past referrals.
    Null: None where there was too little to judge by.
    """

    model: dict[str, Any] | None = None
    judged: dict[str, Any] | None = None
    refused: str | None = None


def define_likely_senders(engine: Engine, *, as_of: date) -> Sending:
    """Make `sends_card`: `expected_card` with `COLUMNS`; `NOBODY_SENDS` if too little is known."""
    define_history(engine)
    try:
        if not engine.rows("SELECT 1 FROM referrals LIMIT 1"):
            raise NotFitted("Nobody is known to have been sent. Write down who told new customers.")
        model = fit_at(engine, as_of - YEAR)
    except NotFitted as refusal:
        nulls = ", ".join(f"{one.sql} AS {name}" for name, one in NOBODY_SENDS.items())
        engine.define_view("sends_card", f"SELECT *, {nulls} FROM expected_card")
        return Sending(refused=str(refusal))
    _define_ahead(engine, model, as_of=as_of)
    return Sending(
        model={
            "model": "Gamma–Poisson with traits",
            **asdict(model),
            "coefficients": model.coefficients.tolist(),
            "customers": int(model.customers),
        },
        judged=_judged(engine, as_of=as_of),
    )


def fit_at(engine: Engine, cut: date) -> Sends:
    """The model of a day, from what was known on it and the year after. Raises: NotFitted."""
    groups = _groups(engine, cut)
    return fit_sends(
        sent=_column(groups, "sent"),
        age=_years(groups),
        traits=traits_of(groups),
        came=_column(groups, "came"),
        horizon=1.0,
        count=_column(groups, "customers"),
    )


def forecast(model: Sends, groups: pa.Table) -> SendsForecast:
    """What the model says of each group."""
    return sends_ahead(
        model,
        sent=_column(groups, "sent"),
        age=_years(groups),
        traits=traits_of(groups),
        horizon=1.0,
        level=LEVEL,
    )


def _define_ahead(engine: Engine, model: Sends, *, as_of: date) -> None:
    by = ", ".join(GROUPED_BY)
    engine.define_table("senders_now", history_sql(cut=as_of))
    counted = f"SELECT {by}, COUNT(*) AS customers FROM senders_now GROUP BY {by} ORDER BY {by}"
    groups = engine.arrow(counted)
    ahead = forecast(model, groups)
    columns = (ahead.mean, ahead.low, ahead.high, _top_shares(ahead.mean, groups))
    table = groups.select(list(GROUPED_BY))
    for name, values in zip(COLUMNS, columns, strict=True):
        table = table.append_column(name, pa.array(values, pa.float64()))
    engine.define_arrow("sends_ahead", table)
    same = " AND ".join(f"h.{one} = a.{one}" for one in GROUPED_BY)
    names = ", ".join(f"a.{name}" for name in COLUMNS)
    engine.define_table(
        "sends_of",
        f"SELECT h.customer_id, {names} FROM senders_now AS h JOIN sends_ahead AS a ON {same}",
    )
    names = ", ".join(f"s.{name}" for name in COLUMNS)
    engine.define_view(
        "sends_card",
        f"SELECT c.*, {names} FROM expected_card AS c"
        " LEFT JOIN sends_of AS s ON s.customer_id = c.customer_id",
    )


def _judged(engine: Engine, *, as_of: date) -> dict[str, Any] | None:
    try:
        model = fit_at(engine, as_of - 2 * YEAR)
    except NotFitted:
        return None
    groups = _groups(engine, as_of - YEAR)
    came, count = _column(groups, "came"), _column(groups, "customers")
    lifts: dict[str, Lift | None] = {
        name: top_lift(score=score, came=came, count=count, top=TOP, level=LEVEL, seed=SEED)
        for name, score in (
            ("model", forecast(model, groups).mean),
            ("past_referrals", _column(groups, "sent")),
        )
    }
    return {
        "from": (as_of - YEAR).isoformat(),
        "top": TOP,
        "came": float(came @ count),
        **{name: None if lift is None else asdict(lift) for name, lift in lifts.items()},
    }


def _groups(engine: Engine, cut: date) -> pa.Table:
    by = ", ".join((*GROUPED_BY, "came"))
    return engine.arrow(
        f"SELECT {by}, COUNT(*) AS customers FROM ({history_sql(cut=cut)}) AS h"
        f" GROUP BY {by} ORDER BY {by}"
    )


def _top_shares(mean: np.ndarray, groups: pa.Table) -> np.ndarray:
    """Of all customers, those of whom at least as much is expected."""
    customers = _column(groups, "customers")
    _, block = np.unique(-mean, return_inverse=True)
    upper = np.cumsum(np.bincount(block, weights=customers))
    return np.asarray(upper[block] / customers.sum())


def _years(groups: pa.Table) -> np.ndarray:
    """From the middle of the month."""
    return (_column(groups, "months") + 0.5) * 30 / 365


def _column(groups: pa.Table, name: str) -> np.ndarray:
    return groups[name].to_numpy().astype(np.float64)
