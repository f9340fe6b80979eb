-- A closed ticket is one that was solved and can no longer be opened again.
SELECT
  ticket AS source_id,
  requester AS customer_key,
  created AS happened_at,
  book_day(created) AS happened_on,
  CASE
    WHEN status IN ('pending', 'hold') THEN 'waiting'
    WHEN status IN ('solved', 'closed') THEN 'solved'
    ELSE 'open'
  END AS state,
  CASE WHEN status IN ('solved', 'closed') THEN solved END AS ended_at,
  CASE WHEN status IN ('solved', 'closed') THEN book_day(solved) END AS ended_on,
  priority,
  channel,
  assignee AS in_charge,
  words AS text,
  file_number, line
FROM tickets
