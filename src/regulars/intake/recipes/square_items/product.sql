SELECT product AS source_id, item AS name, category
FROM items
QUALIFY row_number() OVER (
  PARTITION BY product ORDER BY sold DESC, file_number DESC, line DESC) = 1
