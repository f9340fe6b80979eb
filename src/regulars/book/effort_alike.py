"""Return rates after problems, from the engine's groups: who is compared with whom."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa

from regulars.book.effort_features import FOLLOWED_DAYS
from regulars.engines import Engine
from regulars.engines.engine import literal
from regulars.estimates.after_problem import KINDS, Purchases, after_problems
from regulars.estimates.survival import survival

TOLD_APART_DAYS = 30
"""So long after it was told, a problem is known as solved with little or much effort, or unsolved.
"""
RETURN_DAYS = TOLD_APART_DAYS + FOLLOWED_DAYS
"""A customer who comes within this of telling it has returned."""
LATEST_DAYS = 365
"""Problems told longer after the last visit are about something else."""
HARD_FROM = 50.0
"""Percentile of effort from which a solved problem was a hard one."""
FEWEST_VISITS = 50

# Bands of how often they had come, how long we had known them, whether they spend more a visit than
# the book's median.
_STRATUM = """
100 * CASE WHEN visits <= 3 THEN visits WHEN visits <= 5 THEN 4 WHEN visits <= 8 THEN 5
  WHEN visits <= 13 THEN 6 WHEN visits <= 24 THEN 7 WHEN visits <= 49 THEN 8 ELSE 9 END
+ 10 * CASE WHEN DATE_DIFF('DAY', first_visit_on, last_visit_on) < 90 THEN 0
  WHEN DATE_DIFF('DAY', first_visit_on, last_visit_on) < 365 THEN 1
  WHEN DATE_DIFF('DAY', first_visit_on, last_visit_on) < 730 THEN 2 ELSE 3 END
+ CASE WHEN spent_minor > visits * (SELECT spent_minor FROM effort_median) THEN 1 ELSE 0 END
"""

_MEDIAN = """
SELECT COALESCE(MEDIAN(spent_minor), 0) AS spent_minor FROM effort_visits WHERE spent_minor > 0
"""

# A problem ends the watch: from then on it is no visit without a problem.
_PURCHASES = """
SELECT stratum, days, ended, COUNT(*) AS visits
FROM (
  SELECT stratum,
    DATE_DIFF('DAY', day, CASE
      WHEN COALESCE(next_told_on < next_visit_on, next_told_on IS NOT NULL) THEN next_told_on
      ELSE COALESCE(next_visit_on, {as_of}) END) AS days,
    CASE WHEN next_visit_on IS NOT NULL
      AND NOT COALESCE(next_told_on < next_visit_on, FALSE) THEN 1 ELSE 0 END AS ended
  FROM (SELECT *, {stratum} AS stratum FROM effort_days WHERE what = 'visit') AS visits_of
) AS watched
GROUP BY stratum, days, ended ORDER BY stratum, days, ended
"""

# Each customer's first problem in a while, so that no two speak of the same days.
_PROBLEMS = """
SELECT stratum, elapsed, kind, returned, COUNT(*) AS problems
FROM (
  SELECT {stratum} AS stratum, DATE_DIFF('DAY', last_visit_on, told_on) AS elapsed,
    CASE
      WHEN NOT COALESCE(ended_as = 'solved' AND ended_on <= told_on + {apart}, FALSE) THEN 2
      WHEN effort_percentile < {hard} THEN 0
      WHEN effort_percentile >= {hard} THEN 1
    END AS kind,
    CASE WHEN COALESCE(visit_after_told_on <= told_on + {returned}, FALSE) THEN 1 ELSE 0 END
      AS returned
  FROM (SELECT *, visits_before AS visits, spent_before_minor AS spent_minor FROM problem_efforts)
    AS p
  WHERE visits_before > 0 AND told_on + {returned} <= {as_of}
    AND COALESCE(told_before_on < told_on - {returned}, TRUE)
) AS followed
WHERE kind IS NOT NULL AND elapsed <= {latest}
GROUP BY stratum, elapsed, kind, returned ORDER BY stratum, elapsed, kind, returned
"""


def read_purchases(engine: Engine, *, as_of: date) -> Purchases:
    """Visits without a problem and how long until the next, from `effort_days`."""
    day = f"CAST({literal(as_of.isoformat())} AS DATE)"
    engine.define_table("effort_median", _MEDIAN)
    rows = engine.arrow(_PURCHASES.format(as_of=day, stratum=_STRATUM))
    return Purchases(
        stratum=rows["stratum"].cast(pa.int64()).to_numpy(),
        days=rows["days"].to_numpy().astype(np.float64),
        ended=rows["ended"].to_numpy().astype(np.float64),
        count=rows["visits"].to_numpy().astype(np.float64),
    )


def lost_without_problem(purchases: Purchases) -> float | None:
    """The share that does not come again within `FOLLOWED_DAYS` of a visit; None of too few."""
    if purchases.count.sum() < FEWEST_VISITS or purchases.days.max() < FOLLOWED_DAYS:
        return None
    curve = survival(time=purchases.days, ended=purchases.ended, count=purchases.count)
    place = int(np.searchsorted(curve.times, FOLLOWED_DAYS, side="right"))
    return float(np.append(1.0, curve.share)[place])


def returns_after_problems(engine: Engine, *, as_of: date, purchases: Purchases) -> dict[str, Any]:
    """Return rates by kind of problem beside customers alike, from `problem_efforts`."""
    rows = engine.arrow(
        _PROBLEMS.format(
            as_of=f"CAST({literal(as_of.isoformat())} AS DATE)",
            stratum=_STRATUM,
            apart=TOLD_APART_DAYS,
            returned=RETURN_DAYS,
            hard=HARD_FROM,
            latest=LATEST_DAYS,
        )
    )
    times = rows["problems"].to_numpy()
    columns = {
        name: np.repeat(rows[name].cast(pa.int64()).to_numpy(), times)
        for name in ("stratum", "elapsed", "kind", "returned")
    }
    told = after_problems(
        purchases=purchases,
        horizon=RETURN_DAYS,
        stratum=columns["stratum"],
        elapsed=columns["elapsed"],
        kind=columns["kind"],
        returned=columns["returned"],
    )
    return {
        "horizon_days": RETURN_DAYS,
        "told_apart_days": TOLD_APART_DAYS,
        "hard_from_percentile": HARD_FROM,
        **{kind: asdict(told[kind]) for kind in KINDS},
    }
