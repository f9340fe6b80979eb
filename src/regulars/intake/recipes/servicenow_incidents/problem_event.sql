-- What each change did: it moved the state, gave the incident to another, missed the agreed time
-- of the service (`made_sla`), or nothing of these and is a note. What the log told anew with it
-- stands in `details`. Left out are the columns that have their last value on every row of an
-- incident, the first included: when and by whom it was resolved, when and as what it was closed.
WITH numbered AS (
  SELECT *, row_number() OVER steps AS step
  FROM events
  WINDOW steps AS (PARTITION BY incident ORDER BY updated, changes, file_number, line)
),
ordered AS (
  SELECT
    *,
    coalesce(lag(state) OVER steps, '') AS before,
    coalesce(reassigned > lag(reassigned) OVER steps, false) AS to_another,
    late AND NOT coalesce(lag(late) OVER steps, false) AS missed,
    list_filter([
      {'name': 'category', 'now': category, 'before': lag(category) OVER steps},
      {'name': 'changes', 'now': changes::VARCHAR, 'before': lag(changes::VARCHAR) OVER steps},
      {'name': 'group', 'now': team, 'before': lag(team) OVER steps},
      {'name': 'impact', 'now': impact, 'before': lag(impact) OVER steps},
      {'name': 'in_charge', 'now': in_charge, 'before': lag(in_charge) OVER steps},
      {'name': 'item', 'now': item, 'before': lag(item) OVER steps},
      {'name': 'knowledge', 'now': knowledge, 'before': lag(knowledge) OVER steps},
      {'name': 'location', 'now': location, 'before': lag(location) OVER steps},
      {'name': 'opened_by', 'now': opened_by, 'before': lag(opened_by) OVER steps},
      {'name': 'priority', 'now': priority, 'before': lag(priority) OVER steps},
      {'name': 'priority_confirmed', 'now': priority_confirmed,
       'before': lag(priority_confirmed) OVER steps},
      {'name': 'state', 'now': lower(state), 'before': lower(lag(state) OVER steps)},
      {'name': 'subcategory', 'now': subcategory, 'before': lag(subcategory) OVER steps},
      {'name': 'symptom', 'now': symptom, 'before': lag(symptom) OVER steps},
      {'name': 'urgency', 'now': urgency, 'before': lag(urgency) OVER steps}
    ], lambda one: one.now IS DISTINCT FROM one.before) AS anew
  FROM numbered
  WINDOW steps AS (PARTITION BY incident ORDER BY step)
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
    -- A note amid a wait says that it still waits.
    WHEN kind NOT IN ('waiting', 'note') OR state NOT LIKE 'Awaiting%' THEN NULL
    WHEN state IN ('Awaiting User Info', 'Awaiting Evidence') THEN 'customer'
    WHEN state = 'Awaiting Vendor' THEN 'third_party'
    ELSE 'us'
  END AS waiting_for,
  CASE
    WHEN kind = 'note' AND missed THEN 'sla missed'
    WHEN kind IN ('note', 'waiting') THEN lower(state)
  END AS reason,
  step,
  CASE WHEN place = 1 AND len(anew) > 0 THEN
    to_json(map_from_entries(list_transform(anew, lambda one: {
      'key': one.name, 'value': coalesce(one.now, '')
    })))::VARCHAR
  END AS details,
  file_number, line
FROM (
  SELECT
    *,
    unnest(CASE WHEN len(known) = 0 THEN ['note'] ELSE known END) AS kind,
    generate_subscripts(CASE WHEN len(known) = 0 THEN ['note'] ELSE known END, 1) AS place
  FROM happened
)
