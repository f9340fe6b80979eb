-- One row a change of an incident. Times are day first, without a zone: that of --zone, or the book's. `?` is unknown.
WITH typed AS (
  SELECT
    line,
    told(number) AS incident,
    told(incident_state) AS state,
    try_cast(sys_mod_count AS INTEGER) AS changes,
    try_cast(reassignment_count AS INTEGER) AS reassigned,
    lower(told(made_sla)) = 'false' AS late,
    nullif(trim(caller_id), '?') AS caller,
    nullif(trim(sys_updated_by), '?') AS staff,
    nullif(trim(assigned_to), '?') AS in_charge,
    nullif(trim(category), '?') AS category,
    nullif(trim(priority), '?') AS priority,
    nullif(lower(trim(contact_type)), '?') AS channel,
    nullif(trim(subcategory), '?') AS subcategory,
    nullif(trim(u_symptom), '?') AS symptom,
    nullif(trim(cmdb_ci), '?') AS item,
    nullif(trim(location), '?') AS location,
    nullif(trim(impact), '?') AS impact,
    nullif(trim(urgency), '?') AS urgency,
    nullif(trim(assignment_group), '?') AS team,
    nullif(trim(opened_by), '?') AS opened_by,
    nullif(trim(knowledge), '?') AS knowledge,
    nullif(trim(u_priority_confirmation), '?') AS priority_confirmed,
    try_strptime(trim(opened_at), '%d/%m/%Y %H:%M') AS opened,
    try_strptime(trim(sys_updated_at), '%d/%m/%Y %H:%M') AS updated,
    try_strptime(trim(resolved_at), '%d/%m/%Y %H:%M') AS resolved,
    try_strptime(trim(closed_at), '%d/%m/%Y %H:%M') AS closed,
    opened_at AS raw_opened, sys_updated_at AS raw_updated, resolved_at AS raw_resolved,
    closed_at AS raw_closed, sys_mod_count AS raw_changes, reassignment_count AS raw_reassigned
  FROM file
)
SELECT
  line, incident, state, changes, reassigned, late, caller, staff, in_charge, category, priority,
  channel, subcategory, symptom, item, location, impact, urgency, team, opened_by, knowledge,
  priority_confirmed, opened, updated, resolved, closed,
  caller IS NULL AS anonymous,
  CASE
    WHEN incident IS NULL OR state IS NULL THEN 'missing'
    WHEN changes IS NULL OR reassigned IS NULL THEN 'not_a_number'
    WHEN opened IS NULL OR updated IS NULL THEN 'not_a_date'
    WHEN resolved IS NULL AND nullif(told(raw_resolved), '?') IS NOT NULL THEN 'not_a_date'
    WHEN closed IS NULL AND nullif(told(raw_closed), '?') IS NOT NULL THEN 'not_a_date'
  END AS reject_reason,
  CASE
    WHEN incident IS NULL THEN 'number'
    WHEN state IS NULL THEN 'incident_state'
    WHEN changes IS NULL THEN 'sys_mod_count'
    WHEN reassigned IS NULL THEN 'reassignment_count'
    WHEN opened IS NULL THEN 'opened_at'
    WHEN updated IS NULL THEN 'sys_updated_at'
    WHEN resolved IS NULL AND nullif(told(raw_resolved), '?') IS NOT NULL THEN 'resolved_at'
    WHEN closed IS NULL AND nullif(told(raw_closed), '?') IS NOT NULL THEN 'closed_at'
  END AS reject_column,
  CASE
    WHEN incident IS NULL OR state IS NULL THEN NULL
    WHEN changes IS NULL THEN raw_changes
    WHEN reassigned IS NULL THEN raw_reassigned
    WHEN opened IS NULL THEN raw_opened
    WHEN updated IS NULL THEN raw_updated
    WHEN resolved IS NULL AND nullif(told(raw_resolved), '?') IS NOT NULL THEN raw_resolved
    ELSE raw_closed
  END AS reject_value
FROM typed
