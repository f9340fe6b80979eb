-- A payment that was taken is an order; one that failed or was not taken never was a sale. What was
-- paid back is a return of it, on its day: the export tells no other.
WITH taken AS (
  SELECT
    *,
    not_taken OR status IN ('failed', 'canceled', 'cancelled', 'blocked', 'uncaptured', 'expired')
      OR status LIKE 'requires%' AS never
  FROM payments
)
SELECT
  payment AS source_id,
  customer AS customer_key,
  CASE WHEN never THEN 'cancelled' ELSE 'placed' END AS state,
  created AS happened_at,
  book_day(created) AS happened_on,
  minor(amount, currency) AS amount_minor,
  currency,
  file_number, line
FROM taken
UNION ALL BY NAME
SELECT
  payment || '-refund' AS source_id,
  customer AS customer_key,
  'returned' AS state,
  payment AS returns_order_key,
  created AS happened_at,
  book_day(created) AS happened_on,
  -minor(refunded, currency) AS amount_minor,
  currency,
  file_number, line
FROM taken
WHERE refunded > 0 AND NOT never
