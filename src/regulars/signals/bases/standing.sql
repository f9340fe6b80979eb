-- One row for each customer who ever bought: how many of them spent more, bought more often and
-- bought later, and the usual gap of the whole book.
-- Counted over distinct values, which are fewer than the customers, so that the windows that see
-- the whole book are small; rows that are equal stand alike.
SELECT
  o.customer_id,
  s.above AS spent_more,
  f.above AS bought_more_often,
  d.above AS bought_later,
  s.customers,
  (SELECT MEDIAN(median_gap_days) FROM signals_order_gaps) AS book_gap_days
FROM signals_orders AS o
JOIN (
  SELECT
    spend_minor,
    SUM(customers) OVER (ORDER BY spend_minor DESC) - customers AS above,
    SUM(customers) OVER () AS customers
  FROM (
    SELECT spend_minor, COUNT(*) AS customers
    FROM signals_orders
    WHERE orders > 0
    GROUP BY spend_minor
  ) AS counted
) AS s
  ON s.spend_minor = o.spend_minor
JOIN (
  SELECT orders, SUM(customers) OVER (ORDER BY orders DESC) - customers AS above
  FROM (
    SELECT orders, COUNT(*) AS customers
    FROM signals_orders
    WHERE orders > 0
    GROUP BY orders
  ) AS counted
) AS f
  ON f.orders = o.orders
JOIN (
  SELECT last_order_on, SUM(customers) OVER (ORDER BY last_order_on DESC) - customers AS above
  FROM (
    SELECT last_order_on, COUNT(*) AS customers
    FROM signals_orders
    WHERE orders > 0
    GROUP BY last_order_on
  ) AS counted
) AS d
  ON d.last_order_on = o.last_order_on
WHERE o.orders > 0
