SELECT guest AS source_id, 'person' AS kind, person AS name
FROM reservations
WHERE guest IS NOT NULL
QUALIFY row_number() OVER (
  PARTITION BY guest ORDER BY person IS NULL, booked DESC, file_number DESC, line DESC) = 1
