"""What needs the whole book at once: where each customer stands among all that ever bought."""

from __future__ import annotations

from regulars.engines import Engine
from regulars.engines.engine import quoted

# Over the distinct amounts, not over the customers: fewer rows in the one window without parts.
_STANDING = """
SELECT spend_minor,
  CAST(1 + SUM(customers) OVER (ORDER BY spend_minor DESC) - customers AS DOUBLE)
    / CAST(SUM(customers) OVER () AS DOUBLE) AS share
FROM (
  SELECT spend_minor, COUNT(*) AS customers
  FROM signals_card WHERE orders > 0 GROUP BY spend_minor
) AS counted
"""


def define_whole_card(engine: Engine) -> None:
    """Make `card` from `expected_card`: `number`, the id that people see, then every column."""
    engine.define_view("standing", _STANDING)
    names = [name for name in engine.columns("expected_card") if name != "customer_id"]
    columns = ", ".join(f"c.{quoted(name)}" for name in names)
    engine.define_table(
        "card",
        f"SELECT c.customer_id AS number, a.id AS customer_id, {columns},"
        " CASE WHEN c.orders > 0 THEN s.share END AS spend_top_share"
        " FROM expected_card AS c"
        " JOIN customers_all AS a ON a.customer_id = c.customer_id"
        " LEFT JOIN standing AS s ON s.spend_minor = c.spend_minor",
    )
