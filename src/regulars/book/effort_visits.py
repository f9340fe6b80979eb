"""Days on which customers came, and how each problem lies among them: before it, and after it.

All of it in windows over one stream of days by customer: nothing is joined day by day.
"""

from __future__ import annotations

from datetime import date

from regulars.engines import Engine
from regulars.engines.engine import literal

MOST_COMPARED = 100_000
"""So many customers at most are looked at beside those with problems, evenly spread."""

_COMPARED = """
SELECT customer_id FROM customers_all WHERE customer_id % {every} = 0
UNION
SELECT customer_id FROM efforts WHERE customer_id IS NOT NULL
"""

_STAYS = """
SELECT i.customer_id, r.source, r.order_key, r.arrives_on
FROM fact_reservation AS r
JOIN fact_identity AS i ON i.source = r.customer_source AND i.source_id = r.customer_key
JOIN effort_customers AS c ON c.customer_id = i.customer_id
WHERE r.state = 'stayed' AND r.happened_on <= {as_of} AND r.arrives_on <= {as_of}
"""

# The bill of a stay is no return to it: it counts on the day of arrival, with the stay.
_VISITS = """
SELECT customer_id, day, CAST(COALESCE(SUM(spent), 0) AS BIGINT) AS spent_minor
FROM (
  SELECT o.customer_id, COALESCE(s.arrives_on, o.happened_on) AS day, o.book_minor AS spent
  FROM order_in_book AS o
  JOIN effort_customers AS c ON c.customer_id = o.customer_id
  LEFT JOIN (
    SELECT source, order_key, MIN(arrives_on) AS arrives_on
    FROM effort_stays WHERE order_key IS NOT NULL GROUP BY source, order_key
  ) AS s ON s.source = o.source AND s.order_key = o.source_id
  WHERE o.state = 'placed' AND COALESCE(o.amount_minor, 1) > 0 AND o.happened_on <= {as_of}
  UNION ALL
  SELECT customer_id, arrives_on AS day, 0 AS spent FROM effort_stays
) AS came
GROUP BY customer_id, day
"""

_BAD_WORDS = """
SELECT i.customer_id, r.happened_on AS day
FROM fact_review AS r
JOIN fact_identity AS i ON i.source = r.customer_source AND i.source_id = r.customer_key
WHERE r.rating_milli * 5 <= r.best_rating * 2000 AND r.best_rating > 0 AND r.happened_on <= {as_of}
UNION ALL
SELECT i.customer_id, a.happened_on AS day
FROM fact_answer AS a
JOIN fact_identity AS i ON i.source = a.customer_source AND i.source_id = a.customer_key
WHERE a.happened_on <= {as_of} AND (
  (a.kind = 'csat' AND a.score <= 2)
  OR (a.kind = 'choice' AND a.question = 'satisfaction' AND a.choice = 'bad'))
"""

# Of one day a bad word comes last, a visit first: who came that day has not come back, and what
# was said that day was said of the problem.
_STREAM = """
SELECT customer_id, day, 'visit' AS what, spent_minor, CAST(NULL AS VARCHAR) AS source,
  CAST(NULL AS VARCHAR) AS problem_key, 2 AS place
FROM effort_visits
UNION ALL
SELECT customer_id, told_on AS day, 'told' AS what, 0 AS spent_minor, source, problem_key,
  1 AS place
FROM efforts WHERE customer_id IS NOT NULL
UNION ALL
SELECT customer_id, ended_on AS day, 'ended' AS what, 0 AS spent_minor, source, problem_key,
  1 AS place
FROM efforts WHERE customer_id IS NOT NULL AND ended_on IS NOT NULL
UNION ALL
SELECT b.customer_id, b.day, 'bad' AS what, 0 AS spent_minor, CAST(NULL AS VARCHAR) AS source,
  CAST(NULL AS VARCHAR) AS problem_key, 0 AS place
FROM effort_bad_words AS b JOIN effort_customers AS c ON c.customer_id = b.customer_id
"""

_DAYS = """
SELECT customer_id, day, what, source, problem_key,
  CAST(SUM(CASE WHEN what = 'visit' THEN 1 ELSE 0 END) OVER ({so_far}) AS BIGINT) AS visits,
  CAST(SUM(spent_minor) OVER ({so_far}) AS BIGINT) AS spent_minor,
  MIN(CASE WHEN what = 'visit' THEN day END) OVER ({so_far}) AS first_visit_on,
  MAX(CASE WHEN what = 'visit' THEN day END) OVER ({so_far}) AS last_visit_on,
  MAX(CASE WHEN what = 'told' THEN day END) OVER ({before}) AS told_before_on,
  MIN(CASE WHEN what = 'visit' THEN day END) OVER ({after}) AS next_visit_on,
  MIN(CASE WHEN what = 'told' THEN day END) OVER ({after}) AS next_told_on,
  MIN(CASE WHEN what = 'bad' THEN day END) OVER ({after}) AS next_bad_on
FROM effort_stream
"""

_BY_DAY = "PARTITION BY customer_id ORDER BY day, place DESC, source, problem_key, what"
_BACKWARDS = (
    "PARTITION BY customer_id ORDER BY day DESC, place, source DESC, problem_key DESC, what DESC"
)
_WINDOWS = {
    "so_far": f"{_BY_DAY} ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW",
    "before": f"{_BY_DAY} ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING",
    "after": f"{_BACKWARDS} ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING",
}


def define_visits(engine: Engine, *, as_of: date) -> None:
    """Make `effort_days` from `efforts`, `order_in_book`, `customers_all` and `fact_…`.

    One row for each day that a customer of `efforts`, or one to compare with, came (`what` is
    `visit`), told of a problem (`told`), saw it ended (`ended`) or rated us 2 of 5 at most (`bad`).
    With what lies before and after it; what came on one day is in that order. A purchase and a stay
    are a visit; the bill of a stay is no visit of its own.

    Null: `last_visit_on` and the like where there is none.
    """
    day = f"CAST({literal(as_of.isoformat())} AS DATE)"
    [(customers,)] = engine.rows("SELECT COUNT(*) FROM customers_all")
    every = max(1, -(-int(customers) // MOST_COMPARED))
    engine.define_table("effort_customers", _COMPARED.format(every=every))
    engine.define_view("effort_stays", _STAYS.format(as_of=day))
    engine.define_table("effort_visits", _VISITS.format(as_of=day))
    engine.define_view("effort_bad_words", _BAD_WORDS.format(as_of=day))
    engine.define_view("effort_stream", _STREAM)
    engine.define_table("effort_days", _DAYS.format(**_WINDOWS))
