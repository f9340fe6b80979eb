-- One row a ticket, a JSON line. Times are UTC.
WITH typed AS (
  SELECT
    line,
    told(id) AS ticket,
    told(requester_id) AS requester,
    lower(told(status)) AS status,
    told(concat_ws(chr(10), told(subject), told(description))) AS words,
    told(assignee_id) AS assignee,
    told(priority) AS priority,
    told("via.channel") AS channel,
    lower(told("satisfaction_rating.score")) AS satisfaction,
    utc_of(created_at) AS created,
    utc_of(updated_at) AS updated,
    utc_of("metric_set.solved_at") AS solved,
    created_at AS raw_created, updated_at AS raw_updated, status AS raw_status
  FROM file
)
SELECT
  * EXCLUDE (raw_created, raw_updated, raw_status),
  requester IS NULL AS anonymous,
  CASE
    WHEN ticket IS NULL THEN 'missing'
    WHEN created IS NULL OR updated IS NULL THEN 'not_a_date'
    WHEN status IS NULL THEN 'missing'
    WHEN status NOT IN ('new', 'open', 'pending', 'hold', 'solved', 'closed') THEN 'not_a_choice'
  END AS reject_reason,
  CASE
    WHEN ticket IS NULL THEN 'id'
    WHEN created IS NULL THEN 'created_at'
    WHEN updated IS NULL THEN 'updated_at'
    WHEN status IS NULL THEN 'status'
    WHEN status NOT IN ('new', 'open', 'pending', 'hold', 'solved', 'closed') THEN 'status'
  END AS reject_column,
  CASE
    WHEN ticket IS NULL THEN NULL
    WHEN created IS NULL THEN raw_created
    WHEN updated IS NULL THEN raw_updated
    ELSE raw_status
  END AS reject_value
FROM typed
