SELECT
  transaction || '-' || event || '-'
    || row_number() OVER (PARTITION BY transaction, event ORDER BY file_number, line) AS source_id,
  CASE event WHEN 'refund' THEN transaction || '-refund' ELSE transaction END AS order_key,
  product AS product_key,
  'product' AS kind,
  (CASE event WHEN 'refund' THEN -abs(quantity) ELSE quantity END * 1000)::BIGINT
    AS quantity_milli,
  CASE event
    WHEN 'refund' THEN -abs(minor(net, book_currency()))
    ELSE minor(net, book_currency())
  END AS amount_minor,
  book_currency() AS currency
FROM items
