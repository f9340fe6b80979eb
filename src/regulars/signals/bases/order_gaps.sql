-- One row for each day with a purchase, with the days since the one before: null for the first.
SELECT customer_id, happened_on, gap_days
FROM (
  SELECT
    customer_id,
    happened_on,
    DATE_DIFF('DAY', LAG(happened_on) OVER (PARTITION BY customer_id ORDER BY happened_on),
              happened_on) AS gap_days
  FROM orders
  WHERE is_purchase
) AS purchases
WHERE gap_days IS NULL OR gap_days > 0
