-- One row for each record of a customer, with what they said of themselves.
SELECT
  i.customer_id,
  c.kind,
  c.since_on,
  c.treatment,
  c.treatment_on
FROM fact_customer AS c
JOIN fact_identity AS i ON i.source = c.source AND i.source_id = c.source_id
