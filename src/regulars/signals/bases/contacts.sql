-- One row for each contact with a customer, and for each care done, up to the day looked at.
-- A call, a visit and a talk at the counter are personal; a message, a mail and a letter are not,
-- nor is care of which nobody said how it was done. Care is ours to begin. A sign of theirs is a contact that they began, or a reaction to one of
-- ours; being ignored is none, and neither is a reaction that nobody observed.
SELECT
  i.customer_id,
  c.happened_on,
  c.reaction,
  c.channel IN ('call', 'visit', 'counter') AS is_personal,
  c.began_by,
  COALESCE(c.began_by = 'customer', FALSE)
    OR COALESCE(c.reaction IN ('welcome', 'neutral', 'unwelcome'), FALSE) AS is_sign
FROM fact_contact AS c
JOIN fact_identity AS i
  ON i.source = c.customer_source AND i.source_id = c.customer_key
WHERE c.happened_on <= $as_of
UNION ALL
SELECT
  i.customer_id,
  c.planned_on AS happened_on,
  c.received AS reaction,
  COALESCE(c.channel IN ('call', 'visit', 'counter'), FALSE) AS is_personal,
  'us' AS began_by,
  COALESCE(c.received IN ('welcome', 'neutral', 'unwelcome'), FALSE) AS is_sign
FROM fact_care AS c
JOIN fact_identity AS i
  ON i.source = c.customer_source AND i.source_id = c.customer_key
WHERE c.state = 'done' AND c.planned_on <= $as_of
