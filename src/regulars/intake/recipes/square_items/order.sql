-- Net sales are without tax and after discounts. A refund has the transaction of its sale where
-- Square tells it; it is tied to that where the sale is in these files.
WITH sold AS (
  SELECT
    transaction, event,
    max(customer) AS customer,
    min(utc(sold, zone)) AS happened_at,
    sum(minor(net, book_currency()))::BIGINT AS amount_minor,
    sum(minor(abs(discount), book_currency()))::BIGINT AS discount_minor,
    max(channel) AS channel
  FROM items
  GROUP BY transaction, event
)
SELECT
  CASE event WHEN 'refund' THEN transaction || '-refund' ELSE transaction END AS source_id,
  customer AS customer_key,
  CASE event WHEN 'refund' THEN 'returned' ELSE 'placed' END AS state,
  CASE WHEN event = 'refund' AND transaction IN (
    SELECT transaction FROM items WHERE event = 'payment') THEN transaction
  END AS returns_order_key,
  happened_at,
  book_day(happened_at) AS happened_on,
  CASE event WHEN 'refund' THEN -abs(amount_minor) ELSE amount_minor END AS amount_minor,
  book_currency() AS currency,
  channel,
  CASE event WHEN 'payment' THEN discount_minor END AS discount_minor
FROM sold
