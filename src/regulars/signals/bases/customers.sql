-- One row for each record of a customer. What they said of themselves counts from the day they said
-- it on, and only the newest statement is kept: of one day that for distance, an undated one last.
-- How they were acquired is told by the record that knows them longest, an undated one last, then
-- the first by name; records of who becomes a customer only after the day looked at tell nothing.
SELECT
  customer_id,
  kind,
  since_on,
  CASE WHEN place = 1 THEN treatment END AS treatment,
  CASE WHEN place = 1 AND treatment IS NOT NULL THEN treatment_on END AS treatment_on,
  CASE WHEN acquired_place = 1 THEN acquired_through END AS acquired_through
FROM (
  SELECT
    *,
    ROW_NUMBER() OVER (
      PARTITION BY customer_id
      ORDER BY treatment IS NULL, treatment_on IS NULL, treatment_on DESC, treatment DESC
    ) AS place,
    ROW_NUMBER() OVER (
      PARTITION BY customer_id
      ORDER BY acquired_through IS NULL, since_on IS NULL, since_on, acquired_through
    ) AS acquired_place
  FROM (
    SELECT
      i.customer_id,
      c.kind,
      c.since_on,
      CASE WHEN COALESCE(c.treatment_on, $as_of) <= $as_of THEN c.treatment END AS treatment,
      c.treatment_on,
      CASE WHEN COALESCE(c.since_on, $as_of) <= $as_of THEN c.acquired_through END
        AS acquired_through
    FROM fact_customer AS c
    JOIN fact_identity AS i ON i.source = c.source AND i.source_id = c.source_id
  ) AS said
) AS placed
