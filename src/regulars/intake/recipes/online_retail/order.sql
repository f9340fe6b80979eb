-- An invoice is an order. One that begins with C gives goods back: it is a return, tied to the
-- earlier invoice of the same customer that has most of its lines (same product, same price, at
-- least as many pieces), the latest of these; where there is none, it stands alone.
-- Stock movements (no customer, no price, negative) and bad debt (A…) never were sales.
WITH given_back AS (
  SELECT back.invoice, sold.invoice AS sold_in, count(DISTINCT back.line) AS matched,
         max(sold.moment) AS sold_at
  FROM lines AS back
  JOIN lines AS sold
    ON sold.customer = back.customer AND sold.stock = back.stock AND sold.price = back.price
   AND sold.quantity >= -back.quantity AND sold.moment <= back.moment
  WHERE starts_with(back.invoice, 'C') AND NOT starts_with(sold.invoice, 'C')
    AND back.quantity < 0
  GROUP BY back.invoice, sold.invoice
),
tied AS (
  SELECT invoice, sold_in
  FROM given_back
  QUALIFY row_number() OVER (
    PARTITION BY invoice ORDER BY matched DESC, sold_at DESC, sold_in DESC) = 1
),
invoices AS (
  SELECT
    invoice,
    min(customer) AS customer,
    min(moment) AS moment,
    max(quantity) AS largest_quantity,
    max(price) AS largest_price,
    -- Net of postage and fees, which are not spend.
    coalesce(sum(round(quantity * price * 100)) FILTER (
      WHERE stock NOT IN ('POST', 'DOT', 'C2', 'BANK CHARGES', 'AMAZONFEE', 'CRUK')), 0)::BIGINT
      AS amount_minor
  FROM lines
  GROUP BY invoice
)
SELECT
  invoice AS source_id,
  customer AS customer_key,
  CASE
    WHEN starts_with(invoice, 'C') THEN 'returned'
    WHEN starts_with(invoice, 'A') THEN 'cancelled'
    WHEN customer IS NULL AND largest_quantity < 0 AND largest_price = 0 THEN 'cancelled'
    ELSE 'placed'
  END AS state,
  sold_in AS returns_order_key,
  timezone('UTC', timezone('Europe/London', moment)) AS happened_at,
  moment::DATE AS happened_on,
  amount_minor,
  'GBP' AS currency,
  NULL AS channel
FROM invoices LEFT JOIN tied USING (invoice)
