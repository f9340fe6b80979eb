-- A piece is a line, and its freight another: freight is no spend.
SELECT
  order_id || '-' || item AS source_id,
  order_id AS order_key,
  product AS product_key,
  'product' AS kind,
  1000 AS quantity_milli,
  minor(amount, 'BRL') AS amount_minor,
  'BRL' AS currency,
  file_number, line
FROM items
UNION ALL BY NAME
SELECT
  order_id || '-' || item || '-freight' AS source_id,
  order_id AS order_key,
  'shipping' AS kind,
  minor(freight, 'BRL') AS amount_minor,
  'BRL' AS currency,
  file_number, line
FROM items
