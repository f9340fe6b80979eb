WITH of_order AS (
  SELECT order_name, max(currency) AS order_currency, max(shipping) AS order_shipping
  FROM lines
  WHERE is_first
  GROUP BY order_name
)
SELECT
  order_name || '-'
    || row_number() OVER (PARTITION BY order_name ORDER BY file_number, line) AS source_id,
  order_name AS order_key,
  coalesce(sku, item) AS product_key,
  'product' AS kind,
  (quantity * 1000)::BIGINT AS quantity_milli,
  minor(quantity * price - coalesce(line_discount, 0), order_currency) AS amount_minor,
  order_currency AS currency
FROM lines JOIN of_order USING (order_name)
UNION ALL BY NAME
SELECT
  order_name || '-shipping' AS source_id,
  order_name AS order_key,
  'shipping' AS kind,
  minor(order_shipping, order_currency) AS amount_minor,
  order_currency AS currency
FROM of_order
WHERE order_shipping > 0
