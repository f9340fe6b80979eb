"""The fact `problem_event`: each step on the way, from which effort can be read."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from regulars.contracts import PROBLEM_EVENT
from regulars.world.cast.kinds import SOURCES
from regulars.world.cast.staff import COUNTER_OF
from regulars.world.cast.tongues import WRITES
from regulars.world.season.span import HISTORY_DAYS
from regulars.world.told.known import Known
from regulars.world.told.problems import (
    CHANNELS,
    ENDS_AFTER_MINUTES,
    OPENS_AT,
    STEP_MINUTES,
    Told,
    minutes_told,
)
from regulars.world.told.tables import dates_of, fact_table, instants_of, numbered, texts_at

WAITS_AFTER_DAYS = 7
PROMISE_KEPT_SHARE = 0.7


@dataclass
class _Step:
    """One step of one problem. Units: `day` of the span."""

    day: int
    kind: str
    began_by: str | None = None
    channel: int = -1
    staff: str | None = None
    waiting_for: str | None = None
    reason: str | None = None
    note: str | None = None


def problem_event_table(known: Known, told: Told) -> pa.Table:
    """The fact `problem_event`: by problem and time."""
    rng = known.rng("problem events")
    steps: list[_Step] = []
    problem: list[int] = []
    minutes: list[int] = []
    for row in range(len(told.place)):
        of_one = [step for step in _steps(known, told, row, rng) if step.day < HISTORY_DAYS]
        of_one.sort(key=lambda step: step.day)
        minutes.extend(_minutes(of_one, told, row))
        steps.extend(of_one)
        problem.extend([row] * len(of_one))
    at = np.array(problem, dtype=np.int64)
    names = told.keys.take(pa.array(at))
    columns = {
        "source_id": numbered(_slashed(names), np.arange(1, len(steps) + 1), digits=1),
        "source": known.sources.take(pa.array(told.troubles.customer[at])),
        "problem_key": names,
        "kind": [step.kind for step in steps],
        "happened_at": instants_of(
            span=known.span,
            days=np.array([step.day for step in steps], dtype=np.int64),
            minutes=np.array(minutes, dtype=np.int64),
        ),
        "happened_on": dates_of(
            span=known.span, days=np.array([step.day for step in steps], dtype=np.int64)
        ),
        "began_by": [step.began_by for step in steps],
        "channel": texts_at(CHANNELS, np.array([step.channel for step in steps], np.int64)),
        "staff": [step.staff for step in steps],
        "waiting_for": [step.waiting_for for step in steps],
        "reason": [step.reason for step in steps],
        "note": [step.note for step in steps],
    }
    return fact_table(contract=PROBLEM_EVENT, columns=columns)


def _minutes(steps: list[_Step], told: Told, row: int) -> list[int]:
    """From the morning on, the first and the last as the problem itself says."""
    first, ended = int(minutes_told(told.place[[row]])[0]), int(told.troubles.ended[row])
    found, before, day = [], 0, -1
    for step in steps:
        begins = first if step.day == int(told.troubles.felt[row]) else OPENS_AT
        before = before + STEP_MINUTES if step.day == day else begins
        is_end = step.day == ended and step.kind in ("solved", "closed")
        found.append(first + ENDS_AFTER_MINUTES if is_end else before)
        day = step.day
    return found


def _slashed(names: pa.Array) -> pa.Array:
    return pc.binary_join_element_wise(names, "/", "")


def _steps(known: Known, told: Told, row: int, rng: np.random.Generator) -> list[_Step]:
    troubles = told.troubles
    felt, ended = int(troubles.felt[row]), int(troubles.ended[row])
    last = min(ended, HISTORY_DAYS - 1)
    tongue = WRITES[int(known.tongues.writes[told.speaker[row]])]
    counter = COUNTER_OF[SOURCES[int(known.setting.roster.source[troubles.customer[row]])]]
    in_charge, channel = told.in_charge[row], int(told.channel[row])
    steps = [_Step(felt, "contact", began_by="customer", channel=channel, staff=counter)]
    if told.promised_days[row] > 0:
        steps.append(_Step(felt, "promise", staff=counter))
        kept = felt + int(told.promised_days[row])
        if kept <= last and rng.random() < PROMISE_KEPT_SHARE:
            steps.append(_Step(kept, "contact", began_by="us", channel=0, staff=in_charge))
    for which in range(int(troubles.repeats[row])):
        note = known.writer.small(path=("contact", "again"), tongue=tongue, rng=rng)
        day = min(felt + 1 + 2 * which + int(rng.integers(0, 2)), last)
        other = int(rng.integers(0, len(CHANNELS))) if rng.random() < 0.3 else channel
        steps.append(_Step(day, "contact", "customer", other, counter, note=note))
    for which in range(int(troubles.transfers[row])):
        reason = known.writer.small(path=("transfer", "reason"), tongue="en", rng=rng)
        day = min(felt + 1 + 3 * which, last)
        steps.append(_Step(day, "transfer", staff=in_charge, reason=reason))
    if last - felt > WAITS_AFTER_DAYS:
        whom = ("customer", "us", "third_party")[int(rng.integers(0, 3))]
        steps.append(_Step(felt + 3, "waiting", staff=in_charge, waiting_for=whom))
    note = known.writer.small(path=("solved", "note"), tongue=tongue, rng=rng)
    if troubles.reopened[row]:
        steps.append(_Step(ended - 4, "solved", staff=in_charge, note=note))
        steps.append(_Step(ended - 3, "reopened", began_by=None, staff=counter))
    if ended < HISTORY_DAYS:
        if troubles.solved[row]:
            steps.append(_Step(ended, "solved", staff=in_charge, note=note))
        else:
            closed = known.writer.small(path=("closed", "note"), tongue=tongue, rng=rng)
            steps.append(_Step(ended, "closed", staff=in_charge, note=closed))
    return steps
