-- Who left does not want it; who "accepts marketing" does; of all others nothing is known.
SELECT
  contact || '-marketing' AS source_id,
  contact AS customer_key,
  'marketing' AS purpose,
  'email' AS channel,
  CASE WHEN coalesce(left_all, false) OR coalesce(left_marketing, false)
    THEN 'withdrawn' ELSE 'given' END AS state,
  coalesce(modified, created)::DATE AS happened_on,
  'HubSpot' AS said_in,
  file_number, line
FROM contacts
WHERE (coalesce(left_all, false) OR coalesce(left_marketing, false) OR coalesce(accepts, false))
  AND coalesce(modified, created) IS NOT NULL
