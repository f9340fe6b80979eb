-- The export has no customer number: the e-mail address is the key, or else the telephone number.
SELECT coalesce(email, phone) AS source_id, 'person' AS kind, person AS name, email, phone
FROM lines
WHERE is_first AND coalesce(email, phone) IS NOT NULL
QUALIFY row_number() OVER (
  PARTITION BY coalesce(email, phone)
  ORDER BY person IS NULL, phone IS NULL, created DESC, file_number DESC, line DESC) = 1
