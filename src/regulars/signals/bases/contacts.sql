-- One row for each contact with a customer, and for each care done, up to the day looked at.
-- A call, a visit and a talk at the counter are personal; a message, a mail and a letter are not.
SELECT
  i.customer_id,
  c.happened_on,
  c.reaction,
  c.channel IN ('call', 'visit', 'counter') AS is_personal
FROM fact_contact AS c
JOIN fact_identity AS i
  ON i.source = c.customer_source AND i.source_id = c.customer_key
WHERE c.happened_on <= $as_of
UNION ALL
SELECT
  i.customer_id,
  c.planned_on AS happened_on,
  c.received AS reaction,
  FALSE AS is_personal
FROM fact_care AS c
JOIN fact_identity AS i
  ON i.source = c.customer_source AND i.source_id = c.customer_key
WHERE c.state = 'done' AND c.planned_on <= $as_of
