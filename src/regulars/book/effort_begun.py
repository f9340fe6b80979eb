"""Problems after their second step, with what was known then and what became of them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from regulars.engines import Engine
from regulars.engines.engine import literal

SLA_MISSED = "sla missed"
"""The reason of the step at which an agreed time was missed."""
STAYS_SOLVED_DAYS = 30
"""Where a source does not close what is solved: so long after, it counts as settled."""
MOST_PROBLEMS = 100_000
"""Newest first: what lies further back says little of how a desk works now."""

Ints = npt.NDArray[np.int64]
Texts = npt.NDArray[np.object_]

# What happened at one step shares its number; without numbers, its instant.
_STEPS = """
SELECT source, problem_key, kind, staff, reason, details, moment,
  DENSE_RANK() OVER (
    PARTITION BY source, problem_key
    ORDER BY step IS NOT NULL, step, CASE WHEN step IS NULL THEN moment END) AS place
FROM (
  SELECT *, COALESCE(happened_at, CAST(happened_on AS TIMESTAMP)) AS moment
  FROM fact_problem_event WHERE happened_on <= CAST({as_of} AS DATE)
) AS dated
"""

_ENDS = """
SELECT source, problem_key,
  MAX(place) AS steps,
  MAX(moment) FILTER (WHERE kind = 'closed') AS closed_at,
  MAX(moment) FILTER (WHERE kind = 'solved') AS solved_at,
  MIN(moment) FILTER (WHERE kind = 'reopened') AS reopened_at,
  MAX(moment) FILTER (WHERE kind = 'reopened') AS last_reopened_at,
  MIN(moment) FILTER (WHERE reason = {missed}) AS missed_at
FROM problem_steps GROUP BY source, problem_key
"""

_BEGUN = """
SELECT p.source, p.source_id AS problem_key, i.customer_id, p.customer_key, p.topic, p.priority,
  p.channel, COALESCE(p.happened_at, CAST(p.happened_on AS TIMESTAMP)) AS told_at,
  e.closed_at, e.solved_at, e.reopened_at, e.last_reopened_at, e.missed_at
FROM problem_ends AS e
JOIN fact_problem AS p ON p.source = e.source AND p.source_id = e.problem_key
LEFT JOIN fact_identity AS i ON i.source = p.customer_source AND i.source_id = p.customer_key
WHERE e.steps >= 2
ORDER BY told_at DESC, p.source, p.source_id LIMIT {most}
"""

_FIRST_TWO = """
SELECT s.source, s.problem_key, s.place, s.moment, s.kind, s.staff, s.reason, s.details
FROM problem_steps AS s JOIN problems_begun AS b
  ON b.source = s.source AND b.problem_key = s.problem_key
WHERE s.place <= 2
ORDER BY s.source, s.problem_key, s.place, s.kind
"""


@dataclass(frozen=True, eq=False)
class Beginnings:
    """
    Shape: each (problems,), `known` by name of what was told, at the first and the second step.
    Units: minutes of the book's clock; `settled_at`, `reopened_at`, `missed_at` NEVER where not.
    """

    told_at: Ints
    first_at: Ints
    second_at: Ints
    settled_at: Ints
    reopened_at: Ints
    missed_at: Ints
    customer: Texts
    known: dict[str, tuple[Texts, Texts]]


NEVER = np.iinfo(np.int64).max


def read_beginnings(engine: Engine, *, as_of: date, zone: str) -> Beginnings:
    """The first two steps of every problem that has as many, from `fact_…` and `fact_identity`."""
    engine.define_table("problem_steps", _STEPS.format(as_of=literal(as_of.isoformat())))
    engine.define_table("problem_ends", _ENDS.format(missed=literal(SLA_MISSED)))
    engine.define_table("problems_begun", _BEGUN.format(most=MOST_PROBLEMS))
    problems = engine.arrow("SELECT * FROM problems_begun ORDER BY source, problem_key")
    steps = engine.arrow(_FIRST_TWO)
    for name in ("problem_steps", "problem_ends", "problems_begun"):
        engine.drop(name)
    clock = ZoneInfo(zone)
    at = {
        name: _minutes(problems[name], clock)
        for name in ("told_at", "closed_at", "solved_at", "reopened_at", "last_reopened_at")
    }
    missed = _minutes(problems["missed_at"], clock)
    keys = list(
        zip(*(problems[name].to_pylist() for name in ("source", "problem_key")), strict=True)
    )
    first_at, second_at, known = _first_two(steps, keys, clock)
    if not any(name in known for name in ("category", "priority", "group")):
        # The source tells these once: as they were at the end, for it says no more.
        known |= {name: (_texts(problems[name]),) * 2 for name in ("topic", "priority", "channel")}
    return Beginnings(
        told_at=at["told_at"],
        first_at=first_at,
        second_at=second_at,
        settled_at=_settled(at, missed, as_of),
        reopened_at=at["reopened_at"],
        missed_at=missed,
        customer=np.array(
            [
                str(number) if number is not None else f"? {key}" if key is not None else ""
                for number, key in zip(
                    problems["customer_id"].to_pylist(),
                    problems["customer_key"].to_pylist(),
                    strict=True,
                )
            ],
            dtype=object,
        ),
        known=known,
    )


def _settled(at: dict[str, Ints], missed: Ints, as_of: date) -> Ints:
    """When it was closed and stayed so; NEVER where it had not been on the day looked at."""
    again = np.where(
        at["last_reopened_at"] == NEVER, np.iinfo(np.int64).min, at["last_reopened_at"]
    )
    closed = np.where(at["closed_at"] >= again, at["closed_at"], NEVER)
    solved = np.where(
        (at["solved_at"] >= again) & (at["solved_at"] < NEVER),
        at["solved_at"] + STAYS_SOLVED_DAYS * 1440 * (at["solved_at"] < NEVER),
        NEVER,
    )
    settled = np.where(closed < NEVER, closed, solved)
    settled = np.where((settled < NEVER) & (missed < NEVER), np.maximum(settled, missed), settled)
    last = (as_of - date(1970, 1, 1) + timedelta(days=1)).days * 1440
    return np.where(settled < last, settled, NEVER)


def _first_two(
    steps: pa.Table, keys: Sequence[tuple[str, str]], clock: ZoneInfo
) -> tuple[Ints, Ints, dict[str, tuple[Texts, Texts]]]:
    """When the two steps were, and what was known at each, by name; "" for nothing."""
    row_of = {key: row for row, key in enumerate(keys)}
    moments = _minutes(steps["moment"], clock)
    at = np.zeros((2, len(keys)), dtype=np.int64)
    told: list[list[dict[str, str]]] = [[{} for _ in keys] for _ in range(2)]
    names = ("source", "problem_key", "place", "kind", "staff", "reason", "details")
    rows = zip(*(steps[name].to_pylist() for name in names), strict=True)
    for number, (source, key, place, kind, staff, reason, details) in enumerate(rows):
        row, step = row_of[source, key], place - 1
        at[step, row] = moments[number]
        here = told[step][row]
        here["kind"] = f"{here['kind']} {kind}" if "kind" in here else kind
        here["staff"] = staff or here.get("staff", "")
        if reason is not None and kind != "transfer":
            here["reason"] = reason
        if details is not None:
            here.update(_details(details))
    found = sorted({name for step in told for one in step for name in one})
    known = {}
    for name in found:
        first = [one.get(name, "") for one in told[0]]
        lasting = name not in ("kind", "staff", "reason")
        second = [
            one.get(name, before if lasting else "")
            for one, before in zip(told[1], first, strict=True)
        ]
        known[name] = np.array(first, dtype=object), np.array(second, dtype=object)
    return at[0], at[1], known


def _details(text: str) -> dict[str, str]:
    """What a source told; nothing of a text that is no object."""
    try:
        told = json.loads(text)
    except ValueError:
        return {}
    return {str(name): str(value) for name, value in told.items()} if isinstance(told, dict) else {}


def _texts(column: pa.ChunkedArray) -> Texts:
    return np.array([value or "" for value in column.to_pylist()], dtype=object)


def _minutes(column: pa.ChunkedArray, clock: ZoneInfo) -> Ints:
    """Minutes since 1970 on the book's clock; NEVER for null."""
    seconds = column.cast(pa.timestamp("s"), safe=False).cast(pa.int64())
    known = seconds.is_valid().to_numpy(zero_copy_only=False)
    utc = seconds.fill_null(0).to_numpy() // 60
    hours, place = np.unique(utc // 60, return_inverse=True)
    ahead = [
        (datetime.fromtimestamp(hour * 3600, UTC).astimezone(clock).utcoffset() or timedelta())
        // timedelta(minutes=1)
        for hour in hours.tolist()
    ]
    local = utc + np.array(ahead, dtype=np.int64)[place]
    return np.where(known, local, NEVER)
