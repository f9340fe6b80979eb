"""What was known on a day of each customer who had bought, as far as it tells who sends."""

from __future__ import annotations

from datetime import date

import numpy as np
import pyarrow as pa

from regulars.engines import Engine

GROUPED_BY = ("sent", "months", "recency", "late", "tenure", "rated")
"""Customers who have all of these alike are one group."""
RECENCY_DAYS = (15, 30, 60, 120, 240, 480, 960)
TENURE_DAYS = (30, 90, 180, 365, 730, 1095)
LATE_TIMES = (1, 2, 4, 8)
"""Of their own mean gap between purchases."""
MOST_SENT = 60
"""Who sent more is taken for one who sent so many: a mistake of a file is no customer."""
HIGH_MILLI, LOW_MILLI = 4500, 3000
RATED_HIGH, RATED_LOW = 1, 2


def define_history(engine: Engine) -> None:
    """Make `referrals_recorded`: the day from which it is on record who sent whom."""
    engine.define_table(
        "referrals_recorded", "SELECT MIN(happened_on) AS recorded_from FROM referrals"
    )


def history_sql(*, cut: date) -> str:
    """One row for each customer with a purchase up to the day `cut`, from `orders`, `referrals`
    and `reviews`: `GROUPED_BY`, and `came`, whom they sent in the 365 days after it.

    Units: `months` of 30 days that it was on record whom they send; the others are places in
           ladders of days, 0 the shortest.
    """
    day = f"CAST('{cut.isoformat()}' AS DATE)"
    bought, since = f"DATE_DIFF('DAY', b.last_on, {day})", f"DATE_DIFF('DAY', b.first_on, {day})"
    watched = f"DATE_DIFF('DAY', r.recorded_from, {day})"
    return f"""
SELECT b.customer_id,
  COALESCE(s.sent, 0) AS sent,
  COALESCE(s.came, 0) AS came,
  CASE WHEN r.recorded_from IS NULL OR {watched} < 0 THEN 0
    WHEN {watched} < {since} THEN CAST(FLOOR(CAST({watched} AS DOUBLE) / 30) AS BIGINT)
    ELSE CAST(FLOOR(CAST({since} AS DOUBLE) / 30) AS BIGINT) END AS months,
  {_place(bought, RECENCY_DAYS)} AS recency,
  CASE WHEN b.purchases < 2 OR b.first_on = b.last_on THEN {len(LATE_TIMES) + 1}
    {_late(bought)} ELSE {len(LATE_TIMES)} END AS late,
  {_place(since, TENURE_DAYS)} AS tenure,
  CASE WHEN v.rating_milli >= {HIGH_MILLI} THEN {RATED_HIGH}
    WHEN v.rating_milli <= {LOW_MILLI} THEN {RATED_LOW} ELSE 0 END AS rated
FROM (
  SELECT customer_id, MIN(happened_on) AS first_on, MAX(happened_on) AS last_on,
    COUNT(*) AS purchases
  FROM orders WHERE is_purchase AND happened_on <= {day}
  GROUP BY customer_id
) AS b
CROSS JOIN referrals_recorded AS r
LEFT JOIN (
  SELECT customer_id,
    LEAST(COUNT(*) FILTER (WHERE happened_on <= {day}), {MOST_SENT}) AS sent,
    LEAST(COUNT(*) FILTER (WHERE happened_on > {day} AND happened_on <= {day} + 365), {MOST_SENT})
      AS came
  FROM referrals GROUP BY customer_id
) AS s ON s.customer_id = b.customer_id
LEFT JOIN (
  SELECT customer_id, rating_milli,
    ROW_NUMBER() OVER (PARTITION BY customer_id ORDER BY happened_on DESC, rating_milli) AS place
  FROM reviews WHERE rating_milli IS NOT NULL AND happened_on <= {day}
) AS v ON v.customer_id = b.customer_id AND v.place = 1
"""


def traits_of(groups: pa.Table) -> np.ndarray:
    """How lately they bought, beside others and beside their own rhythm, whether they have one,
    tenure, a high and a low rating: (rows, 6), each from -1 to 1."""
    recency, late, tenure, rated = (
        groups[name].to_numpy().astype(np.float64)
        for name in ("recency", "late", "tenure", "rated")
    )
    once = late > len(LATE_TIMES)
    return np.column_stack(
        (
            recency / len(RECENCY_DAYS) * 2 - 1,
            np.where(once, 0.0, late / len(LATE_TIMES) * 2 - 1),
            once,
            tenure / len(TENURE_DAYS) * 2 - 1,
            rated == RATED_HIGH,
            rated == RATED_LOW,
        )
    ).astype(np.float64)


def _late(bought: str) -> str:
    """Whole days on both sides: days since the last one times gaps, beside the span of all."""
    gaps, span = "(b.purchases - 1)", "DATE_DIFF('DAY', b.first_on, b.last_on)"
    return " ".join(
        f"WHEN {bought} * {gaps} <= {times} * {span} THEN {place}"
        for place, times in enumerate(LATE_TIMES)
    )


def _place(days: str, ladder: tuple[int, ...]) -> str:
    steps = " ".join(f"WHEN {days} <= {most} THEN {place}" for place, most in enumerate(ladder))
    return f"CASE {steps} ELSE {len(ladder)} END"
