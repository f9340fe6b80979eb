"""What problems are about: which topic brings which, which is told more often, how long they take.

The engine counts by topic; nothing here grows with the number of problems.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np

from regulars.engines import Engine
from regulars.engines.engine import literal
from regulars.estimates.effort_next_issue import next_issues
from regulars.estimates.emerging_topics import emerging_topics
from regulars.estimates.survival import survival, time_until

NEXT_DAYS = 30
QUIET_DAYS = 90
"""A problem after so many days without one begins anew; only such beginnings are compared."""
FEWEST_FOLLOWED = 3
MOST_PAIRS = 50
LATELY_DAYS, BEFORE_DAYS = 28, 365
FEWEST_BEFORE_DAYS = 28
FEWEST_ORDERS = 100
"""With fewer orders and stays in a time, topics are counted by the day."""
FEWEST_OF_A_TOPIC = 5

# Each beginning with all that the customer told within the days after its own.
_BEGINNINGS = """
SELECT customer_id, topic, told_on FROM (
  SELECT customer_id, topic, told_on, LAG(told_on) OVER (
    PARTITION BY customer_id ORDER BY told_on, source, problem_key) AS before_on
  FROM problem_features WHERE customer_id IS NOT NULL
) AS told
WHERE COALESCE(told_on - {quiet} > before_on, TRUE) AND told_on + {days} <= {as_of}
  AND topic IS NOT NULL
"""

_FOLLOWED = """
SELECT topic, next, COUNT(*) AS customers FROM (
  SELECT b.customer_id, b.told_on, b.topic, p.topic AS next
  FROM effort_beginnings AS b JOIN problem_features AS p ON p.customer_id = b.customer_id
    AND p.told_on > b.told_on AND p.told_on <= b.told_on + {days}
  WHERE p.topic IS NOT NULL
  GROUP BY b.customer_id, b.told_on, b.topic, p.topic
) AS pairs GROUP BY topic, next ORDER BY topic, next
"""

_BY_TOPIC = """
SELECT topic,
  COUNT(*) FILTER (WHERE told_on > {as_of} - {lately}) AS now,
  COUNT(*) FILTER (WHERE told_on <= {as_of} - {lately}) AS before
FROM problem_features
WHERE told_on > {as_of} - {lately} - {earlier} AND topic IS NOT NULL
GROUP BY topic ORDER BY topic
"""

_SOLD = """
SELECT
  COUNT(*) FILTER (WHERE day > {as_of} - {lately}) AS now,
  COUNT(*) FILTER (WHERE day <= {as_of} - {lately}) AS before
FROM (
  SELECT happened_on AS day FROM order_in_book WHERE state = 'placed'
  UNION ALL SELECT arrives_on AS day FROM fact_reservation WHERE state = 'stayed'
) AS sold WHERE day > {begins} AND day <= {as_of}
"""

_HOURS = """
SELECT topic, CAST(FLOOR(hours_open) AS BIGINT) AS hours,
  CASE WHEN ended_as = 'solved' THEN 1 ELSE 0 END AS solved, COUNT(*) AS problems
FROM problem_features WHERE hours_open IS NOT NULL
GROUP BY topic, CAST(FLOOR(hours_open) AS BIGINT), CASE WHEN ended_as = 'solved' THEN 1 ELSE 0 END
"""


def told_next(engine: Engine, *, as_of: date) -> list[dict[str, Any]]:
    """Topics that follow another within `NEXT_DAYS` more often than others do, the surest first.

    Shape: `times` is P(next | topic) / P(next | another topic), with an interval; `of` customers
           whose quiet ended with the topic, `followed` of them told the next one.
    """
    day = _day(as_of)
    engine.define_table(
        "effort_beginnings", _BEGINNINGS.format(as_of=day, days=NEXT_DAYS, quiet=QUIET_DAYS)
    )
    begun = dict(
        engine.rows("SELECT topic, COUNT(*) FROM effort_beginnings GROUP BY topic ORDER BY topic")
    )
    followed = {
        (topic, after): count
        for topic, after, count in engine.rows(_FOLLOWED.format(days=NEXT_DAYS))
    }
    everybody = sum(begun.values())
    had_next: dict[str, int] = {}
    for (_, after), count in followed.items():
        had_next[after] = had_next.get(after, 0) + count
    # Compared with those who began with neither: who began with the next itself tells it again.
    rows: list[dict[str, Any]] = [
        {
            "topic": topic,
            "next": after,
            "followed": count,
            "of": begun[topic],
            "others_followed": had_next[after]
            - count
            - (followed.get((after, after), 0) if after != topic else 0),
            "others": everybody - begun[topic] - (begun.get(after, 0) if after != topic else 0),
        }
        for (topic, after), count in followed.items()
    ]
    told = next_issues(
        followed=[row["followed"] for row in rows],
        had=[row["of"] for row in rows],
        others_followed=[row["others_followed"] for row in rows],
        others=[row["others"] for row in rows],
    )
    for place, row in enumerate(rows):
        row |= {
            "times": _known(told.times[place]),
            "times_low": _known(told.times_low[place]),
            "times_high": _known(told.times_high[place]),
            "probability": float(told.probability[place]),
            "false_share": float(told.false_share[place]),
            "is_more": bool(told.is_more[place]),
        }
    rows = [row for row in rows if row["followed"] >= FEWEST_FOLLOWED]
    rows.sort(key=lambda row: (row["false_share"], row["probability"], row["topic"], row["next"]))
    return rows[:MOST_PAIRS]


def told_more_often(engine: Engine, *, as_of: date) -> dict[str, Any]:
    """Topics of the last `LATELY_DAYS` against the year before, the least likely chance first.

    Null: `topics` None where there are not `FEWEST_BEFORE_DAYS` days of problems before.
    """
    day = _day(as_of)
    [(first,)] = engine.rows("SELECT MIN(told_on) FROM problem_features")
    before_days = min((as_of - first).days + 1 - LATELY_DAYS, BEFORE_DAYS)
    told: dict[str, Any] = {"lately_days": LATELY_DAYS, "before_days": before_days}
    if before_days < FEWEST_BEFORE_DAYS:
        return {**told, "by": None, "topics": None}
    counts = engine.arrow(_BY_TOPIC.format(as_of=day, lately=LATELY_DAYS, earlier=before_days))
    [(sold_now, sold_before)] = engine.rows(
        _SOLD.format(as_of=day, lately=LATELY_DAYS, begins=f"{day} - {LATELY_DAYS + before_days}")
    )
    by_sales = min(sold_now, sold_before) >= FEWEST_ORDERS
    exposures = (sold_before, sold_now) if by_sales else (before_days, LATELY_DAYS)
    found = emerging_topics(
        before=counts["before"],
        now=counts["now"],
        exposure_before=float(exposures[0]),
        exposure_now=float(exposures[1]),
    )
    topics = [
        {
            "topic": topic,
            "now": counts["now"][place].as_py(),
            "before": counts["before"][place].as_py(),
            "expected": float(found.expected[place]),
            "times": float(found.times[place]),
            "times_low": float(found.times_low[place]),
            "times_high": float(found.times_high[place]),
            "probability": float(found.probability[place]),
            "false_share": float(found.false_share[place]),
            "is_emerging": bool(found.is_emerging[place]),
        }
        for place, topic in enumerate(counts["topic"].to_pylist())
    ]
    topics.sort(key=lambda row: (row["probability"], row["topic"]))
    return {**told, "by": "orders and stays" if by_sales else "days", "topics": topics}


def time_to_solve(engine: Engine) -> list[dict[str, Any]]:
    """How long problems take until they are solved, of all (`topic` None) and by topic.

    What is still open counts for as long as it is; what was closed without a solution, until then.
    Units: hours. Null: a time that so many have not reached.
    """
    groups = engine.arrow(_HOURS)
    topics = np.array(groups["topic"].to_pylist(), dtype=object)
    columns = {
        "time": groups["hours"].to_numpy(),
        "ended": groups["solved"].to_numpy(),
        "count": groups["problems"].to_numpy(),
    }
    rows = [_solved(None, columns, np.ones(len(topics), dtype=bool))] if len(topics) else []
    for topic in sorted({one for one in topics if one is not None}):
        here = topics == topic
        if columns["count"][here].sum() >= FEWEST_OF_A_TOPIC:
            rows.append(_solved(topic, columns, here))
    return rows


def _solved(topic: str | None, columns: dict[str, Any], here: Any) -> dict[str, Any]:
    mine = {name: values[here] for name, values in columns.items()}
    curve = survival(**mine)
    half, most = time_until(curve), time_until(curve, share=0.9)
    return {
        "topic": topic,
        "problems": int(mine["count"].sum()),
        "solved": int((mine["count"] * mine["ended"]).sum()),
        "median_hours": half.time,
        "median_low_hours": half.low,
        "median_high_hours": half.high,
        "nine_of_ten_hours": most.time,
    }


def _known(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None


def _day(as_of: date) -> str:
    return f"CAST({literal(as_of.isoformat())} AS DATE)"
