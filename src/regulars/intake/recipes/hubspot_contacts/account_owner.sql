-- From the day that the owner was assigned, or else from that of the contact; not without any.
SELECT
  contact AS source_id,
  contact AS customer_key,
  owner AS staff,
  coalesce(assigned, created)::DATE AS since_on,
  file_number, line
FROM contacts
WHERE owner IS NOT NULL AND coalesce(assigned, created) IS NOT NULL
