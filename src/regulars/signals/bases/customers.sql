-- One row for each record of a customer, and for each statement of how they like to be treated. What
-- they said counts from the day they said it on, and only the newest statement is kept: of one day
-- that for distance, an undated one last. One that holds no longer still takes the place of those
-- before it.
-- How they were acquired is told by the record that knows them longest, an undated one last, then
-- the first by name; records of who becomes a customer only after the day looked at tell nothing.
SELECT
  customer_id,
  kind,
  since_on,
  CASE WHEN place = 1 AND holds THEN treatment END AS treatment,
  CASE WHEN place = 1 AND holds AND treatment IS NOT NULL THEN treatment_on END AS treatment_on,
  CASE WHEN acquired_place = 1 THEN acquired_through END AS acquired_through
FROM (
  SELECT
    *,
    ROW_NUMBER() OVER (
      PARTITION BY customer_id
      ORDER BY treatment IS NULL, treatment_on IS NULL, treatment_on DESC, treatment DESC,
        holds DESC
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
      TRUE AS holds,
      CASE WHEN COALESCE(c.since_on, $as_of) <= $as_of THEN c.acquired_through END
        AS acquired_through
    FROM fact_customer AS c
    JOIN fact_identity AS i ON i.source = c.source AND i.source_id = c.source_id
    UNION ALL
    SELECT
      i.customer_id,
      CAST(NULL AS TEXT) AS kind,
      CAST(NULL AS DATE) AS since_on,
      t.treatment,
      t.happened_on AS treatment_on,
      COALESCE(t.until_on, $as_of) >= $as_of AS holds,
      CAST(NULL AS TEXT) AS acquired_through
    FROM fact_treatment AS t
    JOIN fact_identity AS i ON i.source = t.customer_source AND i.source_id = t.customer_key
    WHERE t.happened_on <= $as_of
  ) AS said
) AS placed
