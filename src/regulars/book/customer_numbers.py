"""Inside the engine a customer is a number: grouping by it is several times as fast."""

from __future__ import annotations

from regulars.engines import Engine

# The whole order by the orders within parts: an engine of many machines numbers them side by side.
# A UUID takes 16 bytes, its text 52, and they are in the same order.
_PLACED = """
SELECT source, source_id, uuid, part,
  DENSE_RANK() OVER (PARTITION BY part ORDER BY uuid) AS place,
  ROW_NUMBER() OVER (PARTITION BY part ORDER BY uuid)
    = RANK() OVER (PARTITION BY part ORDER BY uuid) AS is_first
FROM (
  SELECT source, source_id, CAST(customer_id AS UUID) AS uuid, SUBSTR(customer_id, 1, 3) AS part
  FROM identity_ids
) AS parted
"""

# 32 bits are sorted and grouped faster than 64, and are enough for two thousand million customers.
_NUMBERED = """
SELECT i.source, i.source_id, CAST(p.before + i.place AS INTEGER) AS customer_id, i.uuid, i.is_first
FROM placed_identity AS i
JOIN (
  SELECT part, CAST(SUM(customers) OVER (ORDER BY part) AS BIGINT) - customers AS before
  FROM (SELECT part, MAX(place) AS customers FROM placed_identity GROUP BY part) AS counted
) AS p ON p.part = i.part
"""


def define_customer_numbers(engine: Engine) -> None:
    """Number the customers of `identity_ids` in the order of their ids.

    Makes `fact_identity` (source, source_id, customer_id as that number, uuid) and, of each
    customer once, `customers_all` (customer_id as that number, uuid, id: its text, as people see
    it).
    """
    engine.define_table("placed_identity", _PLACED)
    engine.define_table("fact_identity", _NUMBERED)
    engine.drop("placed_identity")
    engine.define_view(
        "customers_all",
        "SELECT customer_id, uuid, CAST(uuid AS TEXT) AS id FROM fact_identity WHERE is_first",
    )
