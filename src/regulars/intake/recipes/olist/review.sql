SELECT
  review_id || '-' || order_id AS source_id,
  coalesce(person, customer_id) AS customer_key,
  'olist' AS site,
  score * 1000 AS rating_milli,
  5 AS best_rating,
  utc(answered, 'America/Sao_Paulo') AS happened_at,
  book_day(utc(answered, 'America/Sao_Paulo')) AS happened_on,
  CASE WHEN coalesce(title, message) IS NOT NULL THEN 'pt-BR' END AS language,
  title,
  message AS text,
  order_id AS order_key,
  reviews.file_number, reviews.line
FROM reviews
LEFT JOIN (SELECT order_id, max(customer_id) AS customer_id FROM orders GROUP BY order_id)
  USING (order_id)
LEFT JOIN (SELECT customer_id, max(person) AS person FROM customers GROUP BY customer_id)
  USING (customer_id)
