-- The shop sells to wholesalers, so its customers are accounts; it gives no names.
SELECT DISTINCT
  customer AS source_id,
  'account' AS kind,
  NULL AS account_key,
  NULL AS name,
  NULL AS name_bn,
  NULL AS email,
  NULL AS phone,
  NULL AS language,
  NULL AS treatment,
  NULL::DATE AS treatment_on,
  NULL::DATE AS since_on
FROM lines
WHERE customer IS NOT NULL
