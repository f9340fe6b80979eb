-- One row for each answer with a score, up to the day looked at; `place` 1 is the newest of its
-- kind. Of one day the later instant counts, one without an instant last, then the lower score:
-- of two that nobody can order, the one that asks for care.
SELECT
  i.customer_id,
  a.kind,
  a.score,
  a.happened_on,
  ROW_NUMBER() OVER (
    PARTITION BY i.customer_id, a.kind
    ORDER BY a.happened_on DESC, a.happened_at IS NULL, a.happened_at DESC, a.score
  ) AS place
FROM fact_answer AS a
JOIN fact_identity AS i
  ON i.source = a.customer_source AND i.source_id = a.customer_key
WHERE a.score IS NOT NULL AND a.happened_on <= $as_of
