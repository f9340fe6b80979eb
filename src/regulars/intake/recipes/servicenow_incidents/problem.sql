-- An incident as its last change left it. One that is closed was solved if it ever was resolved.
WITH ended AS (
  SELECT incident, max(updated) FILTER (state = 'Resolved') AS resolved_event
  FROM events
  GROUP BY incident
),
newest AS (
  SELECT *
  FROM events JOIN ended USING (incident)
  QUALIFY row_number() OVER (
    PARTITION BY incident ORDER BY updated DESC, changes DESC, file_number DESC, line DESC) = 1
),
told AS (
  SELECT
    *,
    CASE
      WHEN state LIKE 'Awaiting%' THEN 'waiting'
      WHEN state = 'Resolved' THEN 'solved'
      WHEN state = 'Closed' AND coalesce(resolved, resolved_event) IS NOT NULL THEN 'solved'
      WHEN state = 'Closed' THEN 'closed'
      ELSE 'open'
    END AS now
  FROM newest
)
SELECT
  incident AS source_id,
  caller AS customer_key,
  category AS topic,
  utc(opened, file_zone()) AS happened_at,
  book_day(utc(opened, file_zone())) AS happened_on,
  now AS state,
  CASE WHEN now IN ('solved', 'closed')
    THEN utc(coalesce(resolved, resolved_event, closed), file_zone()) END AS ended_at,
  CASE WHEN now IN ('solved', 'closed')
    THEN book_day(utc(coalesce(resolved, resolved_event, closed), file_zone())) END AS ended_on,
  priority,
  channel,
  in_charge,
  file_number, line
FROM told
