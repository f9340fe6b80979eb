-- Delivered after the day that was promised: a problem from that day until it came.
SELECT
  order_id || '-late' AS source_id,
  coalesce(person, customer_id) AS customer_key,
  'late delivery' AS topic,
  promised AS happened_on,
  'solved' AS state,
  utc(delivered, 'America/Sao_Paulo') AS ended_at,
  book_day(utc(delivered, 'America/Sao_Paulo')) AS ended_on,
  order_id AS order_key,
  orders.file_number, orders.line
FROM orders
LEFT JOIN (SELECT customer_id, max(person) AS person FROM customers GROUP BY customer_id)
  USING (customer_id)
WHERE delivered::DATE > promised
