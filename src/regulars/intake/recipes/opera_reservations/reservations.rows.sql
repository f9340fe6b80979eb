-- One row a reservation. Days are month first, as documented, or year first.
WITH typed AS (
  SELECT
    line,
    told(CONFIRMATION_NO) AS confirmation,
    upper(told(RESERVATION_STATUS)) AS status,
    try_strptime(trim(ARRIVAL_DATE), ['%m/%d/%Y', '%Y-%m-%d'])::DATE AS arrives,
    try_strptime(trim(DEPARTURE_DATE), ['%m/%d/%Y', '%Y-%m-%d'])::DATE AS departs,
    try_strptime(trim(INSERT_DATE), ['%m/%d/%Y', '%Y-%m-%d'])::DATE AS booked,
    nullif(told(GUEST_NAME_ID), '0') AS guest,
    told(concat_ws(' ', told(GUEST_FIRST_NAME), told(GUEST_LAST_NAME))) AS person,
    try_cast(told(ADULTS) AS INTEGER) + coalesce(try_cast(told(CHILDREN) AS INTEGER), 0) AS party,
    told(ROOM) AS room,
    told(CHANNEL_CODE) AS channel,
    ARRIVAL_DATE AS raw_arrives, DEPARTURE_DATE AS raw_departs, INSERT_DATE AS raw_booked
  FROM file
)
SELECT
  * EXCLUDE (raw_arrives, raw_departs, raw_booked),
  guest IS NULL AS anonymous,
  CASE
    WHEN confirmation IS NULL OR status IS NULL THEN 'missing'
    WHEN arrives IS NULL OR departs IS NULL OR booked IS NULL THEN 'not_a_date'
    WHEN departs < arrives THEN 'before_it_begins'
  END AS reject_reason,
  CASE
    WHEN confirmation IS NULL THEN 'CONFIRMATION_NO'
    WHEN status IS NULL THEN 'RESERVATION_STATUS'
    WHEN arrives IS NULL THEN 'ARRIVAL_DATE'
    WHEN departs IS NULL THEN 'DEPARTURE_DATE'
    WHEN booked IS NULL THEN 'INSERT_DATE'
    WHEN departs < arrives THEN 'DEPARTURE_DATE'
  END AS reject_column,
  CASE
    WHEN confirmation IS NULL OR status IS NULL THEN NULL
    WHEN arrives IS NULL THEN raw_arrives
    WHEN departs IS NULL THEN raw_departs
    WHEN booked IS NULL THEN raw_booked
    ELSE raw_departs
  END AS reject_value
FROM typed
