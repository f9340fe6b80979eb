-- One row for each purchase or return of a known customer up to the day looked at. Cancelled orders
-- never were sales. An order of nothing but postage or fees has amount 0 and is no purchase.
-- Amounts in another currency than the book's are null, and counted as such.
SELECT
  i.customer_id,
  o.happened_on,
  o.state,
  o.state = 'placed' AND COALESCE(o.amount_minor, 1) > 0 AS is_purchase,
  CASE WHEN o.currency = $currency THEN o.amount_minor END AS amount_minor
FROM fact_order AS o
JOIN fact_identity AS i
  ON i.source = o.customer_source AND i.source_id = o.customer_key
WHERE o.state <> 'cancelled' AND o.happened_on <= $as_of
