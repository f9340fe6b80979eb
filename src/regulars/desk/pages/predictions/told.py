"""A backtest's report as the page shows it: plain values, and where its pictures' marks lie."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import ceil, floor
from typing import Any

from django.utils.translation import gettext

TASKS = ("chance", "count", "value")
RECALIBRATED = " recalibrated"
HUNDRED = 100
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Bin:
    """Of 100 customers to whom a chance from `low` to `high` was given, `came` came back.

    Units: percent; `x` and `width` of the band and `point` of what came as SVG needs them.
    """

    low: int
    high: int
    came: int
    customers: int
    x: str
    width: str
    point: str


@dataclass(frozen=True)
class Compared:
    """The chosen model's figures beside going on as until now.

    Units: as the report's rows, shares in percent. Null: what the task has not.
    """

    task: str
    name: str
    customers: int
    ours: Row
    naive: Row
    within: int | None
    """Of 100, how many fell within their 80% interval."""


@dataclass(frozen=True)
class Total:
    """All customers together in one window. Units: orders, or minor units of spend."""

    after: date
    expected: int
    low: int
    high: int
    came: int
    within: bool


@dataclass(frozen=True)
class HeldOut:
    """Null: `too_little` is true where the stated prior was judged, not a choice."""

    begins: date
    until: date
    days: int
    too_little: bool
    bins: tuple[Bin, ...]
    compared: tuple[Compared, ...]
    orders: Total
    spend: Total | None


@dataclass(frozen=True)
class Told:
    """Null: `days` None where there was too little to try anything; `held_out` likewise."""

    as_of: date
    days: int | None
    times: int
    one_in: int
    prior: str
    bins: tuple[Bin, ...]
    compared: tuple[Compared, ...]
    every: tuple[tuple[str, tuple[tuple[str, Row], ...]], ...]
    """By task, every model's name in words and its figures, the chosen one's first."""
    orders: tuple[Total, ...]
    spend: tuple[Total, ...]
    held_out: HeldOut | None


def told(report: Mapping[str, Any]) -> Told:
    """In the active language."""
    names = {task: one["name"] for task, one in report["chosen"].items()}
    return Told(
        as_of=date.fromisoformat(report["as_of"]),
        days=report["horizon_days"],
        times=len(report["origins"]),
        one_in=report["one_in"],
        prior=model_called(report["prior"]["count"]),
        bins=_bins(report["reliability"]),
        compared=_compared(report, names),
        every=tuple((task, _every(report, task, names[task])) for task in TASKS if task in names),
        orders=tuple(_total(one) for one in report["totals"]["orders"]),
        spend=tuple(_total(one) for one in report["totals"]["spend_minor"]),
        held_out=_held_out(report["held_out"]),
    )


def model_called(name: str) -> str:
    """A model's name in words; papers' names stay."""
    if name.endswith(RECALIBRATED):
        plain = model_called(name.removesuffix(RECALIBRATED))
        return gettext("%(model)s, corrected by its past mistakes") % {"model": plain}
    return " × ".join(
        {
            "log-RFM regression": gettext("regression on how often, how lately, how much"),
            "boosted trees": gettext("decision trees"),
            "boosted quantiles": gettext("decision trees of spend"),
            "past rate": gettext("going on as until now"),
            "past spend": gettext("going on as until now"),
        }.get(part, part)
        for part in name.split(" × ")
    )


def _held_out(found: Mapping[str, Any] | None) -> HeldOut | None:
    if found is None:
        return None
    names = {row["task"]: row["name"] for row in found["models"]}
    spend = found["totals"].get("spend_minor")
    return HeldOut(
        begins=date.fromisoformat(found["from"]),
        until=date.fromisoformat(found["until"]),
        days=found["days"],
        too_little=found["too_little"] is not None,
        bins=_bins(found["reliability"]),
        compared=_compared(found, names),
        orders=_total(found["totals"]["orders"]),
        spend=None if spend is None else _total(spend),
    )


def _bins(reliability: Sequence[Row]) -> tuple[Bin, ...]:
    return tuple(
        Bin(
            low=round(HUNDRED * one["low"]),
            high=round(HUNDRED * one["high"]),
            came=one["came_of_100"],
            customers=one["customers"],
            x=f"{HUNDRED * one['low']:.2f}%",
            width=f"{HUNDRED * (one['high'] - one['low']):.2f}%",
            point=f"{HUNDRED * one['came'] / one['customers']:.2f}%",
        )
        for one in reliability
    )


def _compared(report: Mapping[str, Any], names: Mapping[str, str]) -> tuple[Compared, ...]:
    found = []
    for task in TASKS:
        ours = [r for r in report["models"] if (r["task"], r["name"]) == (task, names.get(task))]
        naive = [row for row in report["baselines"] if row["task"] == task]
        if ours and naive:
            found.append(
                Compared(
                    task=task,
                    name=model_called(ours[0]["name"]),
                    customers=ours[0]["customers"],
                    ours=_in_percent(ours[0]),
                    naive=_in_percent(naive[0]),
                    within=_of_100(ours[0]["coverage80"]),
                )
            )
    return tuple(found)


def _in_percent(row: Row) -> dict[str, Any]:
    told = dict(row)
    for name in ("auc", "ece", "capture10", "coverage80"):
        told[name] = _of_100(row[name])
    if row["task"] == "value":
        told["mae"] = _of_100(row["mae"])
    elif row["mae"] is not None:
        told["mae"] = Decimal(f"{row['mae']:.2f}")
    return told


def _of_100(value: float | None) -> int | None:
    return None if value is None else round(HUNDRED * value)


def _every(report: Mapping[str, Any], task: str, chosen: str) -> tuple[tuple[str, Row], ...]:
    rows = [row for row in report["models"] + report["baselines"] if row["task"] == task]
    rows.sort(key=lambda row: row["name"] != chosen)
    return tuple((model_called(row["name"]), _digits(row)) for row in rows)


def _digits(row: Row) -> dict[str, Any]:
    return {
        name: Decimal(f"{value:.3f}") if isinstance(value, float) else value
        for name, value in row.items()
    }


def _total(one: Row) -> Total:
    return Total(
        after=date.fromisoformat(one["after"]),
        expected=round(one["expected"]),
        low=floor(one["low"]),
        high=ceil(one["high"]),
        came=round(one["came"]),
        within=one["within"],
    )
