-- One row a category with its English name.
SELECT
  line, told(product_category_name) AS category, told(product_category_name_english) AS english, false AS anonymous,
  CASE WHEN told(product_category_name) IS NULL THEN 'missing' END AS reject_reason,
  CASE WHEN told(product_category_name) IS NULL THEN 'product_category_name' END AS reject_column,
  NULL AS reject_value
FROM file
