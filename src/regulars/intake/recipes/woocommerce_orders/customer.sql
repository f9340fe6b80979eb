-- A guest has no number, so the e-mail address is the key, and the number only without one.
SELECT customer AS source_id, 'person' AS kind, person AS name, email, phone
FROM orders
WHERE customer IS NOT NULL
QUALIFY row_number() OVER (
  PARTITION BY customer ORDER BY person IS NULL, ordered DESC, file_number DESC, line DESC) = 1
