-- Stock codes that are not products are postage, discounts, fees, adjustments or vouchers.
SELECT
  invoice || '-' || row_number() OVER (PARTITION BY invoice ORDER BY file_number, line)
    AS source_id,
  invoice AS order_key,
  CASE WHEN kind = 'product' THEN stock END AS product_key,
  kind,
  (quantity * 1000)::BIGINT AS quantity_milli,
  round(quantity * price * 100)::BIGINT AS amount_minor,
  'GBP' AS currency
FROM (
  SELECT
    *,
    CASE
      WHEN stock IN ('POST', 'DOT', 'C2') THEN 'shipping'
      WHEN stock IN ('BANK CHARGES', 'AMAZONFEE', 'CRUK') THEN 'fee'
      WHEN stock = 'D' THEN 'discount'
      WHEN stock IN ('M', 'S', 'B') THEN 'adjustment'
      WHEN starts_with(stock, 'GIFT_0001') THEN 'voucher'
      ELSE 'product'
    END AS kind
  FROM lines
)
