-- One row an invoice line. Numbers come as 6.0 or 6, customers as 17850.0 or 17850.
WITH typed AS (
  SELECT
    line,
    upper(nullif(trim(InvoiceNo), '')) AS invoice,
    upper(nullif(trim(StockCode), '')) AS stock,
    nullif(trim(Description), '') AS description,
    try_cast(Quantity AS DECIMAL(18, 3)) AS quantity,
    coalesce(
      try_strptime(trim(InvoiceDate), ['%Y-%m-%d %H:%M:%S', '%Y-%m-%d %H:%M']),
      try_strptime(trim(InvoiceDate), '%m/%d/%Y %H:%M')
    ) AS moment,
    try_cast(UnitPrice AS DECIMAL(18, 3)) AS price,
    regexp_replace(nullif(trim(CustomerID), ''), '\.0+$', '') AS customer,
    Quantity AS raw_quantity, InvoiceDate AS raw_date, UnitPrice AS raw_price
  FROM file
)
SELECT
  line, invoice, stock, description, quantity, moment, price, customer,
  customer IS NULL AS anonymous,
  CASE
    WHEN invoice IS NULL OR stock IS NULL THEN 'missing'
    WHEN moment IS NULL THEN 'not_a_date'
    WHEN quantity IS NULL OR price IS NULL THEN 'not_a_number'
  END AS reject_reason,
  CASE
    WHEN invoice IS NULL THEN 'InvoiceNo'
    WHEN stock IS NULL THEN 'StockCode'
    WHEN moment IS NULL THEN 'InvoiceDate'
    WHEN quantity IS NULL THEN 'Quantity'
    WHEN price IS NULL THEN 'UnitPrice'
  END AS reject_column,
  CASE
    WHEN moment IS NULL THEN raw_date
    WHEN quantity IS NULL THEN raw_quantity
    WHEN price IS NULL THEN raw_price
  END AS reject_value
FROM typed
