-- One row for each answer to how somebody came to us, up to the day looked at; `place` 1 is the
-- newest to its question: who told them (`who_told`), and whether they would have come without who
-- sent them (`would_have_come`). Of one day the later instant counts, one without an instant last,
-- then the first by name.
SELECT
  i.customer_id,
  a.question,
  a.choice,
  ROW_NUMBER() OVER (
    PARTITION BY i.customer_id, a.question
    ORDER BY a.happened_on DESC, a.happened_at IS NULL, a.happened_at DESC, a.choice
  ) AS place
FROM fact_answer AS a
JOIN fact_identity AS i
  ON i.source = a.customer_source AND i.source_id = a.customer_key
WHERE a.question IN ('who_told', 'would_have_come') AND a.choice IS NOT NULL
  AND a.happened_on <= $as_of
