SELECT DISTINCT person AS source_id, 'person' AS kind
FROM customers
