-- One row for each purchase, with the days since the one before: null for the first, 0 on the
-- same day.
SELECT
  customer_id,
  happened_on,
  DATE_DIFF('DAY', LAG(happened_on) OVER (PARTITION BY customer_id ORDER BY happened_on),
            happened_on) AS gap_days
FROM orders
WHERE is_purchase
