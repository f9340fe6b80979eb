"""Whom service is due to for a cause outside of themselves: an issue they share, an order's kind.

These hang on known issues and on what the owner decided, so they are no signals of the customer.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from regulars.book.alike import Alike
from regulars.book.check_ins import CheckIn
from regulars.book.effort_exposed import define_exposures
from regulars.contracts.answer import CHECK_IN
from regulars.contracts.problem_event import FIXED_LEFT_OUT, FIXED_TOLD
from regulars.engines import Engine
from regulars.engines.engine import literal

COLUMNS: dict[str, str] = {
    "exposed_silent_days": (
        "Days since the oldest known issue, not fixed, became known to which they are exposed "
        "and of which neither they nor we have spoken."
    ),
    "fixed_untold_days": (
        "Days since the oldest fixing of a known issue of which they had a problem, and of which "
        "they were not told yet."
    ),
    "check_in_due_days": (
        "Days since a check-in was due after an order of a kind that the owner chose, where they "
        "have told no problem and were not asked since."
    ),
}
"""Units: days. Null: nothing of that kind is due."""
DUE_WITHIN_DAYS = 14
"""An after-sale question later than that would only surprise."""

_SILENT = """
SELECT e.customer_id, MAX(DATE_DIFF('DAY', k.since_on, {as_of})) AS exposed_silent_days
FROM exposures AS e
JOIN fact_known_issue AS k ON k.source = e.source AND k.source_id = e.known_issue_key
WHERE k.since_on <= {as_of} AND COALESCE(k.fixed_on > {as_of}, k.state <> 'fixed')
  AND e.told_on IS NULL AND e.asked_on IS NULL
GROUP BY e.customer_id
"""

# Whoever was told for one of their problems of the issue was told; so was who had it as the day's
# care since.
_UNTOLD = """
SELECT customer_id, MAX(DATE_DIFF('DAY', fixed_on, {as_of})) AS fixed_untold_days
FROM (
  SELECT i.customer_id, k.source, k.source_id, k.fixed_on, MAX(s.said_on) AS said_on
  FROM fact_known_issue AS k
  JOIN fact_problem AS p ON p.known_issue_key = k.source_id
    AND (p.source = k.source OR k.source = {desk} OR p.source = {desk})
  JOIN fact_identity AS i ON i.source = p.customer_source AND i.source_id = p.customer_key
  LEFT JOIN (
    SELECT source, problem_key, MAX(happened_on) AS said_on FROM fact_problem_event
    WHERE reason IN ({told}, {left_out}) AND happened_on <= {as_of}
    GROUP BY source, problem_key
  ) AS s ON s.source = p.source AND s.problem_key = p.source_id
  WHERE k.state = 'fixed' AND k.fixed_on <= {as_of} AND p.happened_on <= {as_of}
  GROUP BY i.customer_id, k.source, k.source_id, k.fixed_on
) AS fixed
LEFT JOIN (
  SELECT i.customer_id AS cared_for, MAX(c.planned_on) AS cared_on
  FROM fact_care AS c
  JOIN fact_identity AS i ON i.source = c.customer_source AND i.source_id = c.customer_key
  WHERE c.play = 'tell_fixed' AND c.state = 'done' AND c.planned_on <= {as_of}
  GROUP BY i.customer_id
) AS care ON care.cared_for = fixed.customer_id
WHERE COALESCE(said_on < fixed_on, TRUE) AND COALESCE(cared_on < fixed_on, TRUE)
GROUP BY customer_id
"""

_SOLD = """
SELECT o.customer_id, o.happened_on,
  DATE_DIFF('DAY', o.happened_on, {as_of}) - {after} AS due_days
FROM order_in_book AS o {of_kind}
WHERE o.state = 'placed' AND o.customer_id IS NOT NULL
  AND DATE_DIFF('DAY', o.happened_on, {as_of}) - {after} >= 0
  AND DATE_DIFF('DAY', o.happened_on, {as_of}) - {after} < {within}
"""

_OF_KIND = """
JOIN (
  SELECT l.source, l.order_key FROM fact_order_line AS l
  JOIN fact_product AS p ON p.source = l.source AND p.source_id = l.product_key
  WHERE p.category = {kind} GROUP BY l.source, l.order_key
) AS kind ON kind.source = o.source AND kind.order_key = o.source_id
"""

_CHECK_INS = """
SELECT s.customer_id, MAX(s.due_days) AS check_in_due_days
FROM ({sold}) AS s
LEFT JOIN (
  SELECT i.customer_id, MAX(p.happened_on) AS told_on
  FROM fact_problem AS p
  JOIN fact_identity AS i ON i.source = p.customer_source AND i.source_id = p.customer_key
  WHERE p.happened_on <= {as_of} GROUP BY i.customer_id
) AS t ON t.customer_id = s.customer_id
LEFT JOIN (
  SELECT i.customer_id, MAX(a.happened_on) AS asked_on
  FROM fact_answer AS a
  JOIN fact_identity AS i ON i.source = a.customer_source AND i.source_id = a.customer_key
  WHERE a.survey = {survey} AND a.happened_on <= {as_of} GROUP BY i.customer_id
) AS q ON q.customer_id = s.customer_id
WHERE COALESCE(t.told_on < s.happened_on, TRUE) AND COALESCE(q.asked_on < s.happened_on, TRUE)
GROUP BY s.customer_id
"""


def define_service_due(
    engine: Engine, *, as_of: date, desk_source: str, check_ins: Sequence[CheckIn]
) -> dict[str, Alike]:
    """Make `served_card`: `grouped_card` with `COLUMNS`; and `exposures` where there are issues.

    Returns the columns that say the same of everybody.
    """
    day = f"CAST({literal(as_of.isoformat())} AS DATE)"
    due: dict[str, str] = {}
    if engine.rows("SELECT 1 FROM fact_known_issue LIMIT 1"):
        define_exposures(engine, as_of=as_of, desk_source=desk_source)
        due["exposed_silent_days"] = _SILENT.format(as_of=day)
        due["fixed_untold_days"] = _UNTOLD.format(
            as_of=day,
            desk=literal(desk_source),
            told=literal(FIXED_TOLD),
            left_out=literal(FIXED_LEFT_OUT),
        )
    if check_ins:
        sold = " UNION ALL ".join(
            _SOLD.format(
                as_of=day,
                after=one.after_days,
                within=DUE_WITHIN_DAYS,
                of_kind=_OF_KIND.format(kind=literal(one.category)) if one.category else "",
            )
            for one in check_ins
        )
        due["check_in_due_days"] = _CHECK_INS.format(as_of=day, sold=sold, survey=literal(CHECK_IN))
    for name, sql in due.items():
        engine.define_table(f"due_{name}", sql)
    alike = {name: Alike("BIGINT") for name in COLUMNS if name not in due}
    columns = ", ".join(
        f"CAST(due_{name}.{name} AS BIGINT) AS {name}"
        if name in due
        else f"{alike[name].sql} AS {name}"
        for name in COLUMNS
    )
    joins = " ".join(
        f"LEFT JOIN due_{name} ON due_{name}.customer_id = c.customer_id" for name in due
    )
    engine.define_view("served_card", f"SELECT c.*, {columns} FROM grouped_card AS c {joins}")
    return alike
