-- One row for each customer who ever bought: how many of them spent more, bought more often and
-- bought later, and the usual gap of the whole book.
-- Customers are ranked by what they spent, which is seldom the same. What often is, is counted over
-- its values, which are few; rows that are equal stand alike.
SELECT
  o.customer_id,
  o.spent_more,
  f.above AS bought_more_often,
  d.above AS bought_later,
  (SELECT COUNT(*) FROM signals_orders WHERE orders > 0) AS customers,
  (SELECT MEDIAN(median_gap_days) FROM signals_order_gaps) AS book_gap_days
FROM (
  SELECT
    customer_id,
    orders,
    last_order_on,
    RANK() OVER (ORDER BY spend_minor DESC) - 1 AS spent_more
  FROM signals_orders
  WHERE orders > 0
) AS o
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
