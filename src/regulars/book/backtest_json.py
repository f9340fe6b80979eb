"""A study as JSON and back, for the file that keeps it; and as people and programs read it."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

import numpy as np

from regulars.estimates.backtest_rows import Row
from regulars.estimates.choice import Chosen
from regulars.estimates.judged import Judged
from regulars.estimates.recalibration import AS_SAID, Recalibration
from regulars.estimates.scores import Bin
from regulars.estimates.study import Study, WindowTotal
from regulars.estimates.totals import Total

EPOCH = date(1970, 1, 1)


def days_since_epoch(day: date) -> int:
    """As the sample counts days."""
    return (day - EPOCH).days


def kept(study: Study) -> dict[str, Any]:
    """All of it, exactly: floats as they are."""
    return {
        **asdict(study),
        "chance_map": _map(study.chance_map),
        "count_map": _map(study.count_map),
    }


def read_back(told: dict[str, Any]) -> Study:
    """What `kept` made."""

    def totals(name: str) -> list[WindowTotal]:
        return [WindowTotal(**{**one, "expected": Total(**one["expected"])}) for one in told[name]]

    return Study(
        **{
            **told,
            "chosen": {task: Chosen(**one) for task, one in told["chosen"].items()},
            "rows": [Row(**row) for row in told["rows"]],
            "baselines": [Row(**row) for row in told["baselines"]],
            "bins": [Bin(**one) for one in told["bins"]],
            "order_totals": totals("order_totals"),
            "spend_totals": totals("spend_totals"),
            "chance_map": _read_map(told["chance_map"]),
            "count_map": _read_map(told["count_map"]),
        }
    )


def report(study: Study | None, *, until: date) -> dict[str, Any]:
    """
    What `regulars backtest --json` tells and the manifest keeps.

    Units: shares, order days, nats; money figures in shares of the mean spend, totals of spend in
           minor units. Days are ISO dates.
    Null:  without a study nothing is chosen, and there are no figures.
    """
    if study is None:
        return {
            "as_of": until.isoformat(),
            "horizon_days": None,
            "origins": [],
            "customers": [],
            "regularity_k": None,
            "chosen": {},
            "models": [],
            "baselines": [],
            "reliability": [],
            "totals": {"orders": [], "spend_minor": []},
            "used_ahead": None,
        }
    return {
        "as_of": _day(study.until),
        "horizon_days": study.days,
        "origins": [_day(on) for on in study.ends],
        "customers": study.customers,
        "regularity_k": study.k,
        "chosen": {
            task: {
                "name": study.ways.get(task, chosen.name),
                "model": chosen.name,
                "prior": chosen.prior,
                "better": chosen.better,
                "error": chosen.error,
                "windows": chosen.windows,
            }
            for task, chosen in study.chosen.items()
        },
        "models": [asdict(row) for row in study.rows],
        "baselines": [asdict(row) for row in study.baselines],
        "reliability": reliability_report(study.bins),
        "totals": {
            "orders": [_total(one) for one in study.order_totals],
            "spend_minor": [_total(one) for one in study.spend_totals],
        },
        "used_ahead": {
            "days": study.horizon,
            "chance_recalibrated": study.chance_map is not AS_SAID,
            "count_recalibrated": study.count_map is not AS_SAID,
        },
    }


def held_out_report(judged: Judged) -> dict[str, Any]:
    """The whole way put to the test: chosen by what was known before, judged by what came after."""
    totals = {"orders": _total(WindowTotal(judged.on, judged.orders, judged.orders_came))}
    if judged.spend is not None:
        totals["spend_minor"] = _total(WindowTotal(judged.on, judged.spend, judged.spend_came))
    return {
        "from": _day(judged.on + 1),
        "until": _day(judged.until),
        "days": judged.until - judged.on,
        "customers": len(judged.past.x),
        "chosen": judged.forecaster.names,
        "too_little": judged.why,
        "models": [asdict(row) for row in judged.rows],
        "baselines": [asdict(row) for row in judged.baselines],
        "reliability": reliability_report(judged.bins),
        "totals": totals,
    }


def reliability_report(bins: list[Bin]) -> list[dict[str, Any]]:
    """“Of 100 customers to whom we gave 70–80%, 74 came back.”"""
    return [{**asdict(one), "came_of_100": round(100 * one.came / one.customers)} for one in bins]


def _total(one: WindowTotal) -> dict[str, Any]:
    return {
        "after": _day(one.on),
        **asdict(one.expected),
        "came": one.came,
        "within": one.expected.low <= one.came <= one.expected.high,
    }


def _day(days: int) -> str:
    return (EPOCH + timedelta(days=days)).isoformat()


def _map(recalibration: Recalibration) -> dict[str, list[float]] | None:
    """Null: as said."""
    if recalibration is AS_SAID:
        return None
    return {"said": recalibration.said.tolist(), "came": recalibration.came.tolist()}


def _read_map(told: dict[str, list[float]] | None) -> Recalibration:
    if told is None:
        return AS_SAID
    return Recalibration(np.array(told["said"]), np.array(told["came"]))
