SELECT customer AS source_id, 'person' AS kind, person AS name, email
FROM payments
WHERE customer IS NOT NULL
QUALIFY row_number() OVER (
  PARTITION BY customer
  ORDER BY person IS NULL, email IS NULL, created DESC, file_number DESC, line DESC) = 1
