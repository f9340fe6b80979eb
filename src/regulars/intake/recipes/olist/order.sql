-- The amount is that of the pieces, without freight; where none came it is not known.
WITH person AS (
  SELECT customer_id, max(person) AS person FROM customers GROUP BY customer_id
),
spent AS (
  SELECT order_id, sum(minor(amount, 'BRL'))::BIGINT AS amount_minor FROM items GROUP BY order_id
)
SELECT
  order_id AS source_id,
  coalesce(person, customer_id) AS customer_key,
  CASE WHEN status IN ('canceled', 'unavailable') THEN 'cancelled' ELSE 'placed' END AS state,
  utc(bought, 'America/Sao_Paulo') AS happened_at,
  book_day(utc(bought, 'America/Sao_Paulo')) AS happened_on,
  amount_minor,
  'BRL' AS currency,
  orders.file_number, orders.line
FROM orders LEFT JOIN person USING (customer_id) LEFT JOIN spent USING (order_id)
