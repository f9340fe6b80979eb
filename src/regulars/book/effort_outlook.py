"""What the first two steps tell of a problem's rest, judged on this book's own problems."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from regulars.book.effort_begun import NEVER, Beginnings, Ints, Texts, read_beginnings
from regulars.engines import Engine
from regulars.estimates.effort_counts import counted_before
from regulars.estimates.effort_outlook import Begun, NotJudged, judge_outlook

DAY = 1440
NUMBERS = ("changes",)
"""Of what is told, what is a count."""
KEYS = ("customer", "group", "in_charge", "staff", "category", "topic")
"""By these it is counted how many came lately and how many are open."""
CROSSED = (("category", "group"), ("topic", "staff"))
LATELY_DAYS = 7


@dataclass(frozen=True)
class Outcome:
    """One outcome that is foretold; all null but the name where `refused` says why."""

    name: str
    n: int | None = None
    base_rate: float | None = None
    auc: float | None = None
    auc_low: float | None = None
    auc_high: float | None = None
    auc_baseline: float | None = None
    gain: float | None = None
    gain_low: float | None = None
    gain_high: float | None = None
    refused: str | None = None

    def plain(self) -> dict[str, Any]:
        return asdict(self)


def judged_outcomes(engine: Engine, *, as_of: date, zone: str) -> tuple[Outcome, ...]:
    """For each outcome how well it is foretold after two steps, from `fact_…`."""
    begun = read_beginnings(engine, as_of=as_of, zone=zone)
    return (
        _outcome("reopened", begun, begun.reopened_at),
        _outcome("sla_missed", begun, begun.missed_at),
    )


def _outcome(name: str, begun: Beginnings, happened_at: Ints) -> Outcome:
    # Judged is what was still open to both ends after two steps, and is settled now.
    asked = (begun.settled_at < NEVER) & (begun.settled_at > begun.second_at)
    asked &= happened_at > begun.second_at
    if not asked.any():
        return Outcome(name, refused="No problem of two steps was settled yet.")
    numbers, categories = _numbers(begun), _categories(begun)
    _, priority = begun.known.get("priority", begun.known.get("topic", (begun.customer,) * 2))
    try:
        told = judge_outlook(
            Begun(
                numbers=numbers[asked],
                categories=categories[asked],
                priority=_codes(priority)[asked],
                at=begun.second_at[asked],
                settled_at=begun.settled_at[asked],
                happened=(happened_at < NEVER)[asked],
            )
        )
    except NotJudged as refusal:
        return Outcome(name, refused=str(refusal))
    return Outcome(
        name=name,
        n=told.n,
        base_rate=told.base_rate,
        auc=told.auc.auc,
        auc_low=told.auc.low,
        auc_high=told.auc.high,
        auc_baseline=told.baseline.auc,
        gain=told.gain.auc,
        gain_low=told.gain.low,
        gain_high=told.gain.high,
    )


def _numbers(begun: Beginnings) -> npt.NDArray[np.float64]:
    return np.column_stack([np.asarray(column, dtype=np.float64) for column in _each_number(begun)])


def _each_number(begun: Beginnings) -> Iterator[npt.ArrayLike]:
    yield from (
        _log(later - earlier)
        for earlier, later in (
            (begun.told_at, begun.first_at),
            (begun.first_at, begun.second_at),
            (begun.told_at, begun.second_at),
        )
    )
    for at in (begun.told_at, begun.second_at):
        # 1970 began on a Thursday.
        weekday, hour = (at // DAY + 3) % 7, (at % DAY) / 60
        yield from (weekday, weekday >= 5, hour, (hour < 8) | (hour >= 18))
    for name, (first, second) in begun.known.items():
        if name in NUMBERS:
            now, before = _counts(second), _counts(first)
            yield from (_log(now), _log(now - before))
        elif (changed := first != second).any():
            yield changed
    for kind in ("transfer", "waiting", "solved", "contact", "closed"):
        for step in range(2):
            yield np.array([kind in one for one in begun.known["kind"][step]])
    yield from _circumstances(begun)


def _circumstances(begun: Beginnings) -> Iterator[npt.ArrayLike]:
    """What the customer told before and has open; of each key its part in what came and is open.

    Parts, not numbers: how much is told and left open in all changes from month to month, and a
    model of last month would take this month's for something else.
    """
    came, is_open, _ = _load(begun, np.zeros(len(begun.told_at), dtype=np.int64))
    for name in KEYS:
        if name == "customer":
            yield from map(_log, _load(begun, _codes(begun.customer)))
        elif name in begun.known:
            of_key = _load(begun, _codes(begun.known[name][1]))
            yield _log(of_key[0]) - _log(came)
            yield _log(of_key[1]) - _log(is_open)


def _load(begun: Beginnings, key: Ints) -> tuple[Ints, Ints, Ints]:
    """At each second step, by key: how many came lately, how many are open, how many ever came."""
    now = begun.second_at
    over = begun.settled_at < NEVER

    def told(at: Ints) -> Ints:
        return counted_before(key=key, at=begun.told_at, asked_key=key, asked_at=at)

    settled = counted_before(key=key[over], at=begun.settled_at[over], asked_key=key, asked_at=now)
    return told(now) - told(now - LATELY_DAYS * DAY), told(now) - settled, told(now)


def _categories(begun: Beginnings) -> Ints:
    columns = [_codes(begun.customer)]
    for name, (first, second) in begun.known.items():
        if name in NUMBERS:
            continue
        columns.append(_codes(second))
        if (first != second).any():
            columns += [_codes(first), _codes(_crossed(first, second))]
    for one, other in CROSSED:
        if one in begun.known and other in begun.known:
            columns.append(_codes(_crossed(begun.known[one][1], begun.known[other][1])))
    return np.column_stack(columns)


def _crossed(first: Texts, second: Texts) -> Texts:
    return np.array([f"{a}\x1f{b}" for a, b in zip(first, second, strict=True)], dtype=object)


def _codes(texts: Texts) -> Ints:
    codes: dict[str, int] = {}
    return np.array([codes.setdefault(text, len(codes)) for text in texts], dtype=np.int64)


def _counts(texts: Texts) -> Ints:
    return np.array([int(text) if text.isdecimal() else 0 for text in texts], dtype=np.int64)


def _log(counts: npt.ArrayLike) -> npt.NDArray[np.float64]:
    return np.asarray(np.log1p(np.maximum(np.asarray(counts, dtype=np.float64), 0.0)))
