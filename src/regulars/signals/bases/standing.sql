-- One row for each customer who ever bought: how many of them spent more.
-- Counted over the distinct amounts, which are fewer than the customers, so that the one window
-- that sees the whole book is small.
SELECT o.customer_id, s.spent_more, s.customers
FROM signals_orders AS o
JOIN (
  SELECT
    spend_minor,
    SUM(customers) OVER (ORDER BY spend_minor DESC) - customers AS spent_more,
    SUM(customers) OVER () AS customers
  FROM (
    SELECT spend_minor, COUNT(*) AS customers
    FROM signals_orders
    WHERE orders > 0
    GROUP BY spend_minor
  ) AS counted
) AS s
  ON s.spend_minor = o.spend_minor
WHERE o.orders > 0
