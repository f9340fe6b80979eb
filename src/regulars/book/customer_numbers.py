"""Inside the engine a customer is a number: grouping by it is several times as fast."""

from __future__ import annotations

from regulars.engines import Engine

# 32 bits are sorted and grouped faster than 64, and are enough for two thousand million customers.
# The whole order by the orders within parts: an engine of many machines numbers them side by side.
_NUMBERS = """
SELECT
  CAST(p.before + ROW_NUMBER() OVER (PARTITION BY i.part ORDER BY i.id) AS INTEGER) AS customer_id,
  i.id
FROM customer_ids AS i
JOIN (
  SELECT part, CAST(SUM(customers) OVER (ORDER BY part) AS BIGINT) - customers AS before
  FROM (SELECT part, COUNT(*) AS customers FROM customer_ids GROUP BY part) AS counted
) AS p ON p.part = i.part
"""


def define_customer_numbers(engine: Engine) -> None:
    """Number the customers of `identity_ids` in the order of their ids.

    Makes `customers_all` (customer_id as that number, and the id people see) and `fact_identity`,
    in which customer_id is that number.
    """
    engine.define_table(
        "customer_ids",
        "SELECT id, SUBSTR(id, 1, 3) AS part"
        " FROM (SELECT DISTINCT customer_id AS id FROM identity_ids) AS known",
    )
    engine.define_table("customers_all", _NUMBERS)
    engine.define_table(
        "fact_identity",
        "SELECT i.source, i.source_id, a.customer_id"
        " FROM identity_ids AS i JOIN customers_all AS a ON a.id = i.customer_id",
    )
    engine.drop("customer_ids")
