-- Read so that the set is whole; coordinates are no fact.
SELECT
  line, told(geolocation_zip_code_prefix) AS prefix, false AS anonymous,
  CASE WHEN told(geolocation_zip_code_prefix) IS NULL THEN 'missing' END AS reject_reason,
  CASE WHEN told(geolocation_zip_code_prefix) IS NULL THEN 'geolocation_zip_code_prefix' END AS reject_column,
  NULL AS reject_value
FROM file
