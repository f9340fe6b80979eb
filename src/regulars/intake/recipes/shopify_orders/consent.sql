-- What the newest order says of marketing by e-mail; a "no" is kept too, so that it is not written.
SELECT
  email || '-marketing' AS source_id,
  email AS customer_key,
  'marketing' AS purpose,
  'email' AS channel,
  CASE marketing WHEN 'yes' THEN 'given' ELSE 'withdrawn' END AS state,
  created AS happened_at,
  book_day(created) AS happened_on,
  'checkout of ' || order_name AS said_in
FROM lines
WHERE is_first AND email IS NOT NULL AND marketing IN ('yes', 'no')
QUALIFY row_number() OVER (
  PARTITION BY email ORDER BY created DESC, file_number DESC, line DESC) = 1
