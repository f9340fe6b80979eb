-- Read so that the set is whole; sellers are no fact.
SELECT
  line, told(seller_id) AS seller, false AS anonymous,
  CASE WHEN told(seller_id) IS NULL THEN 'missing' END AS reject_reason,
  CASE WHEN told(seller_id) IS NULL THEN 'seller_id' END AS reject_column,
  NULL AS reject_value
FROM file
