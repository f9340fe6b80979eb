-- One row for each word of a customer on whether they speak for the business to others, and for each
-- time they were asked to, up to the day looked at. `place` 1 is the newest word: of one day a
-- withdrawal without its time, then the latest. Asked is who had a contact that offers `reference`,
-- or care of the play that asks.
SELECT
  customer_id,
  said,
  asked_on,
  ROW_NUMBER() OVER (
    PARTITION BY customer_id
    ORDER BY said IS NULL, said_on DESC, untimed DESC, said_at IS NULL, said_at DESC, said DESC
  ) AS place
FROM (
  SELECT
    i.customer_id,
    c.state AS said,
    c.happened_on AS said_on,
    c.happened_at AS said_at,
    c.happened_at IS NULL AND c.state = 'withdrawn' AS untimed,
    CAST(NULL AS DATE) AS asked_on
  FROM fact_consent AS c
  JOIN fact_identity AS i ON i.source = c.customer_source AND i.source_id = c.customer_key
  WHERE c.purpose = 'reference' AND c.happened_on <= $as_of
  UNION ALL
  SELECT
    i.customer_id,
    CAST(NULL AS TEXT) AS said,
    CAST(NULL AS DATE) AS said_on,
    CAST(NULL AS TIMESTAMP) AS said_at,
    FALSE AS untimed,
    t.happened_on AS asked_on
  FROM fact_contact AS t
  JOIN fact_identity AS i ON i.source = t.customer_source AND i.source_id = t.customer_key
  WHERE t.offer = 'reference' AND t.happened_on <= $as_of
  UNION ALL
  SELECT
    i.customer_id,
    CAST(NULL AS TEXT) AS said,
    CAST(NULL AS DATE) AS said_on,
    CAST(NULL AS TIMESTAMP) AS said_at,
    FALSE AS untimed,
    d.planned_on AS asked_on
  FROM fact_care AS d
  JOIN fact_identity AS i ON i.source = d.customer_source AND i.source_id = d.customer_key
  WHERE d.play = 'ask_reference' AND d.state = 'done' AND d.planned_on <= $as_of
) AS words
