-- One row for each purchase of a known customer, up to the day looked at, of which it is told
-- whether there was a discount: by its amount, else by a code that was used.
SELECT
  o.customer_id,
  CASE WHEN o.discount_minor IS NOT NULL THEN o.discount_minor > 0 ELSE TRUE END AS is_discounted
FROM order_in_book AS o
WHERE o.customer_id IS NOT NULL
  AND o.state = 'placed' AND COALESCE(o.amount_minor, 1) > 0
  AND o.happened_on <= $as_of
  AND (o.discount_minor IS NOT NULL OR o.discount_code IS NOT NULL)
