-- One row a product; it has no name.
SELECT
  line, told(product_id) AS product, told(product_category_name) AS category, false AS anonymous,
  CASE WHEN told(product_id) IS NULL THEN 'missing' END AS reject_reason,
  CASE WHEN told(product_id) IS NULL THEN 'product_id' END AS reject_column,
  NULL AS reject_value
FROM file
