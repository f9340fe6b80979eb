-- One row for each record of a customer. What they said of themselves counts from the day they said
-- it on, and only the newest statement is kept: of one day that for distance, an undated one last.
SELECT
  customer_id,
  kind,
  since_on,
  CASE WHEN place = 1 THEN treatment END AS treatment,
  CASE WHEN place = 1 AND treatment IS NOT NULL THEN treatment_on END AS treatment_on
FROM (
  SELECT
    *,
    ROW_NUMBER() OVER (
      PARTITION BY customer_id
      ORDER BY treatment IS NULL, treatment_on IS NULL, treatment_on DESC, treatment DESC
    ) AS place
  FROM (
    SELECT
      i.customer_id,
      c.kind,
      c.since_on,
      CASE WHEN COALESCE(c.treatment_on, $as_of) <= $as_of THEN c.treatment END AS treatment,
      c.treatment_on
    FROM fact_customer AS c
    JOIN fact_identity AS i ON i.source = c.source AND i.source_id = c.source_id
  ) AS said
) AS placed
