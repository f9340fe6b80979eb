-- One row a purchase. The sample has a second number after the master's id; the last three
-- fields are the same in both. A first line that names the columns is passed over.
WITH cut AS (
  SELECT line, line_text, regexp_split_to_array(trim(line_text), '\s+') AS field
  FROM file
  WHERE line_text IS NOT NULL
    AND NOT (line = 1 AND regexp_matches(trim(line_text), '^[A-Za-z_]'))
),
named AS (
  SELECT
    line, field, len(field) AS fields,
    field[1] AS customer,
    try_strptime(field[len(field) - 2], '%Y%m%d')::DATE AS day,
    try_cast(field[len(field) - 1] AS INTEGER) AS cds,
    try_cast(field[len(field)] AS DECIMAL(18, 2)) AS dollars
  FROM cut
)
SELECT
  line, customer, day, cds, dollars, false AS anonymous,
  CASE
    WHEN fields NOT IN (4, 5) THEN 'missing_columns'
    WHEN NOT regexp_matches(customer, '^[0-9]+$') THEN 'not_a_number'
    WHEN day IS NULL THEN 'not_a_date'
    WHEN cds IS NULL OR dollars IS NULL THEN 'not_a_number'
  END AS reject_reason,
  CASE
    WHEN fields NOT IN (4, 5) THEN NULL
    WHEN NOT regexp_matches(customer, '^[0-9]+$') THEN 'id'
    WHEN day IS NULL THEN 'date'
    WHEN cds IS NULL THEN 'CDs'
    WHEN dollars IS NULL THEN 'dollars'
  END AS reject_column,
  CASE
    WHEN fields NOT IN (4, 5) THEN NULL
    WHEN NOT regexp_matches(customer, '^[0-9]+$') THEN customer
    WHEN day IS NULL THEN field[fields - 2]
    WHEN cds IS NULL THEN field[fields - 1]
    WHEN dollars IS NULL THEN field[fields]
  END AS reject_value
FROM named
