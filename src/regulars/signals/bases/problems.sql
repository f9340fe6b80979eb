-- One row for each problem told up to the day looked at. It is open until the day it ended, also
-- when it has ended since; one that ended on a day the source does not tell counts as ended.
SELECT
  i.customer_id,
  p.happened_on,
  NOT (p.state IN ('solved', 'closed') AND COALESCE(p.ended_on, $as_of) <= $as_of) AS is_open,
  COALESCE(e.reopened, 0) > 0 AS is_reopened
FROM fact_problem AS p
JOIN fact_identity AS i
  ON i.source = p.customer_source AND i.source_id = p.customer_key
LEFT JOIN (
  SELECT source, problem_key, COUNT(*) AS reopened
  FROM fact_problem_event
  WHERE kind = 'reopened' AND happened_on <= $as_of
  GROUP BY source, problem_key
) AS e
  ON e.source = p.source AND e.problem_key = p.source_id
WHERE p.happened_on <= $as_of
