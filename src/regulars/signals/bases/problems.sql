-- One row for each problem told up to the day looked at. It is open until the day it ended, also
-- when it has ended since; one that ended on a day the source does not tell counts as ended.
-- A promise that they hear from us is broken from the day after it on, unless we got in touch or
-- ended the problem at or after the instant of the last promise, else of the report; days of UTC.
SELECT
  i.customer_id,
  p.happened_on,
  NOT (p.state IN ('solved', 'closed') AND COALESCE(p.ended_on, $as_of) <= $as_of) AS is_open,
  COALESCE(e.reopened, 0) > 0 AS is_reopened,
  CASE
    WHEN CAST(p.promised_at AS DATE) < $as_of
      AND NOT (
        e.replied_at IS NOT NULL
        AND COALESCE(e.replied_at >= COALESCE(e.promise_made_at, p.happened_at), TRUE)
      )
      THEN CAST(p.promised_at AS DATE)
  END AS promise_broken_on
FROM fact_problem AS p
JOIN fact_identity AS i
  ON i.source = p.customer_source AND i.source_id = p.customer_key
LEFT JOIN (
  SELECT
    source,
    problem_key,
    COUNT(*) FILTER (WHERE kind = 'reopened') AS reopened,
    MAX(happened_at) FILTER (WHERE kind = 'promise') AS promise_made_at,
    MAX(happened_at) FILTER (
      WHERE kind IN ('solved', 'closed') OR (kind = 'contact' AND began_by = 'us')
    ) AS replied_at
  FROM fact_problem_event
  WHERE happened_on <= $as_of
  GROUP BY source, problem_key
) AS e
  ON e.source = p.source AND e.problem_key = p.source_id
WHERE p.happened_on <= $as_of
