"""What a customer allows, and who of the staff looks after them: the newest word counts.

What was written at the desk always counts, also in a book that is read as of an older day: whoever
said no today is not called today.
"""

from __future__ import annotations

from datetime import date

from regulars.engines import Engine
from regulars.engines.engine import literal
from regulars.ledger.desk_facts import DESK

PURPOSE = "marketing"

# Of one day, a withdrawal without its time comes first, then the latest time; a word for all
# channels counts for each.
_CONSENTS = """
SELECT customer_id, channel, state FROM (
  SELECT i.customer_id, w.channel, c.state,
    ROW_NUMBER() OVER (
      PARTITION BY i.customer_id, w.channel
      ORDER BY c.happened_on DESC,
        CASE WHEN c.happened_at IS NULL AND c.state = 'withdrawn' THEN 0 ELSE 1 END,
        CASE WHEN c.happened_at IS NULL THEN 1 ELSE 0 END,
        c.happened_at DESC, c.state DESC) AS place
  FROM fact_consent AS c
  JOIN fact_identity AS i
    ON i.source = c.customer_source AND i.source_id = c.customer_key
  JOIN (
    SELECT 'call' AS channel UNION ALL SELECT 'visit' UNION ALL SELECT 'message'
    UNION ALL SELECT 'email' UNION ALL SELECT 'letter'
  ) AS w ON c.channel IS NULL OR c.channel = w.channel
  WHERE c.purpose = {purpose} AND (c.happened_on <= {day} OR c.source = {desk})
) AS placed
WHERE place = 1
"""

_OWNERS = """
SELECT customer_id, staff FROM (
  SELECT i.customer_id, o.staff,
    ROW_NUMBER() OVER (
      PARTITION BY i.customer_id ORDER BY o.since_on DESC, o.source, o.source_id) AS place
  FROM fact_account_owner AS o
  JOIN fact_identity AS i
    ON i.source = o.customer_source AND i.source_id = o.customer_key
  WHERE o.since_on <= {day} OR o.source = {desk}
) AS placed
WHERE place = 1 AND staff IS NOT NULL
"""


def define_standing_word(engine: Engine, *, as_of: date) -> None:
    """Make `consents` (customer_id, channel, state) and `owners` (customer_id, staff).

    Shape: customers by the id that people see; who said nothing, or is looked after by nobody, has
           no row.
    """
    values = {
        "day": f"CAST({literal(as_of.isoformat())} AS DATE)",
        "desk": literal(DESK),
        "purpose": literal(PURPOSE),
    }
    for name, columns, sql in (
        ("consents", "w.channel, w.state", _CONSENTS),
        ("owners", "w.staff", _OWNERS),
    ):
        engine.define_view(
            name,
            f"SELECT a.id AS customer_id, {columns} FROM ({sql.format(**values)}) AS w"
            " JOIN customers_all AS a ON a.customer_id = w.customer_id",
        )
