-- One row an order's customer: `customer_id` is the order's, `customer_unique_id` the person's.
SELECT
  line, told(customer_id) AS customer_id, told(customer_unique_id) AS person, false AS anonymous,
  CASE
    WHEN told(customer_id) IS NULL OR told(customer_unique_id) IS NULL THEN 'missing'
  END AS reject_reason,
  CASE
    WHEN told(customer_id) IS NULL THEN 'customer_id'
    WHEN told(customer_unique_id) IS NULL THEN 'customer_unique_id'
  END AS reject_column,
  NULL AS reject_value
FROM file
