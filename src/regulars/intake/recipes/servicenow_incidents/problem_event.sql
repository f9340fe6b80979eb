-- What each change did: it moved the state, gave the incident to another, missed the agreed time
-- of the service (`made_sla`), or nothing of these and is a note.
WITH ordered AS (
  SELECT
    *,
    row_number() OVER steps AS step,
    coalesce(lag(state) OVER steps, '') AS before,
    coalesce(reassigned > lag(reassigned) OVER steps, false) AS to_another,
    coalesce(late AND NOT lag(late) OVER steps, false) AS missed
  FROM events
  WINDOW steps AS (PARTITION BY incident ORDER BY updated, changes, file_number, line)
),
moved AS (
  SELECT
    *,
    before IN ('Resolved', 'Closed') AND state NOT IN ('Resolved', 'Closed') AS again,
    state <> before AS other_state
  FROM ordered
),
happened AS (
  SELECT
    *,
    list_filter([
      CASE WHEN again THEN 'reopened' END,
      CASE WHEN to_another THEN 'transfer' END,
      CASE WHEN other_state AND state LIKE 'Awaiting%' THEN 'waiting' END,
      CASE WHEN other_state AND state = 'Resolved' THEN 'solved' END,
      CASE WHEN other_state AND state = 'Closed' THEN 'closed' END,
      CASE WHEN missed THEN 'note' END
    ], lambda one: one IS NOT NULL) AS known
  FROM moved
)
SELECT
  incident || '-' || step || '-' || kind AS source_id,
  incident AS problem_key,
  kind,
  utc(updated, file_zone()) AS happened_at,
  book_day(utc(updated, file_zone())) AS happened_on,
  staff,
  CASE
    WHEN kind <> 'waiting' THEN NULL
    WHEN state IN ('Awaiting User Info', 'Awaiting Evidence') THEN 'customer'
    WHEN state = 'Awaiting Vendor' THEN 'third_party'
    ELSE 'us'
  END AS waiting_for,
  CASE
    WHEN kind = 'note' AND missed THEN 'sla missed'
    WHEN kind IN ('note', 'waiting') THEN lower(state)
  END AS reason,
  file_number, line
FROM (
  SELECT *, unnest(CASE WHEN len(known) = 0 THEN ['note'] ELSE known END) AS kind
  FROM happened
)
