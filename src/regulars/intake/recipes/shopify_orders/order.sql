-- The subtotal is after discounts and without shipping; taxes are in it only where the shop's
-- prices have them. What was paid back is a return of the order, on its day: the export tells no
-- other; shipping and taxes paid back with it are no spend, so it is at most the subtotal.
WITH orders AS (
  SELECT *, coalesce(email, phone) AS customer, cancelled OR paid = 'voided' AS never
  FROM lines
  WHERE is_first
)
SELECT
  order_name AS source_id,
  customer AS customer_key,
  CASE WHEN never THEN 'cancelled' ELSE 'placed' END AS state,
  created AS happened_at,
  book_day(created) AS happened_on,
  minor(subtotal, currency) AS amount_minor,
  currency,
  channel,
  minor(discount, currency) AS discount_minor,
  code AS discount_code,
  file_number, line
FROM orders
UNION ALL BY NAME
SELECT
  order_name || '-refund' AS source_id,
  customer AS customer_key,
  'returned' AS state,
  order_name AS returns_order_key,
  created AS happened_at,
  book_day(created) AS happened_on,
  -minor(least(refunded, subtotal), currency) AS amount_minor,
  currency,
  channel,
  file_number, line
FROM orders
WHERE refunded > 0 AND NOT never
