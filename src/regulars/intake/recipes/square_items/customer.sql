SELECT customer AS source_id, 'person' AS kind, person AS name
FROM items
WHERE customer IS NOT NULL
QUALIFY row_number() OVER (
  PARTITION BY customer ORDER BY person IS NULL, sold DESC, file_number DESC, line DESC) = 1
