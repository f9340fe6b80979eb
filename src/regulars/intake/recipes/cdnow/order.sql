-- The source has no order number: customer, day, and which purchase of that day.
SELECT
  customer || '-' || strftime(day, '%Y%m%d') || '-'
    || row_number() OVER (PARTITION BY customer, day ORDER BY file_number, line) AS source_id,
  customer AS customer_key,
  'placed' AS state,
  NULL AS returns_order_key,
  NULL::TIMESTAMP AS happened_at,
  day AS happened_on,
  (dollars * 100)::BIGINT AS amount_minor,
  'USD' AS currency,
  NULL AS channel
FROM purchases
