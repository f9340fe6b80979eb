SELECT coalesce(sku, item) AS source_id, item AS name, vendor AS category
FROM lines
WHERE coalesce(sku, item) IS NOT NULL
QUALIFY row_number() OVER (
  PARTITION BY coalesce(sku, item) ORDER BY created DESC NULLS LAST, file_number, line) = 1
