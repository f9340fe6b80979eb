-- The amount is that of the items after discounts, or else the total without tax and shipping.
WITH net AS (
  SELECT
    *,
    coalesce(subtotal - coalesce(discount, 0), total - tax - shipping) AS amount,
    status IN ('cancelled', 'failed', 'trash', 'draft', 'checkout-draft') AS never
  FROM orders
)
SELECT
  order_id AS source_id,
  customer AS customer_key,
  CASE WHEN never THEN 'cancelled' ELSE 'placed' END AS state,
  utc(ordered, file_zone()) AS happened_at,
  book_day(utc(ordered, file_zone())) AS happened_on,
  minor(amount, currency) AS amount_minor,
  currency,
  'web' AS channel,
  minor(discount, currency) AS discount_minor,
  file_number, line
FROM net
UNION ALL BY NAME
-- An order whose status is "refunded" was paid back whole; the file tells no day of it but its own.
SELECT
  order_id || '-refund' AS source_id,
  customer AS customer_key,
  'returned' AS state,
  order_id AS returns_order_key,
  utc(ordered, file_zone()) AS happened_at,
  book_day(utc(ordered, file_zone())) AS happened_on,
  -minor(amount, currency) AS amount_minor,
  currency,
  'web' AS channel,
  file_number, line
FROM net
WHERE status = 'refunded'
