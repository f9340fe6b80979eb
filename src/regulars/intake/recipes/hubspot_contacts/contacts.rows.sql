-- One row a contact. Times are year first, without a zone: the book's.
WITH typed AS (
  SELECT
    line,
    told("Record ID") AS contact,
    told(concat_ws(' ', told("First Name"), told("Last Name"))) AS person,
    told("Email") AS email,
    coalesce(told("Phone Number"), told("Mobile Phone Number")) AS phone,
    told("Contact owner") AS owner,
    told("Original Traffic Source") AS acquired,
    told("Preferred language") AS language,
    told("Primary Associated Company ID") AS company,
    told("Company Name") AS company_name,
    lower(told("Unsubscribed from all email")) IN ('true', 'yes') AS left_all,
    lower(told("Opted out of email: Marketing Information")) IN ('true', 'yes') AS left_marketing,
    lower(told("Accepts marketing")) IN ('true', 'yes') AS accepts,
    try_strptime(trim("Create Date"), [
      '%Y-%m-%d %H:%M:%S', '%Y-%m-%d %H:%M', '%Y-%m-%d']) AS created,
    try_strptime(trim("Last Modified Date"), [
      '%Y-%m-%d %H:%M:%S', '%Y-%m-%d %H:%M', '%Y-%m-%d']) AS modified,
    try_strptime(trim("Owner assigned date"), [
      '%Y-%m-%d %H:%M:%S', '%Y-%m-%d %H:%M', '%Y-%m-%d']) AS assigned,
    "Create Date" AS raw_created
  FROM file
)
SELECT
  * EXCLUDE (raw_created),
  false AS anonymous,
  CASE
    WHEN contact IS NULL THEN 'missing'
    WHEN created IS NULL AND told(raw_created) IS NOT NULL THEN 'not_a_date'
  END AS reject_reason,
  CASE
    WHEN contact IS NULL THEN 'Record ID'
    WHEN created IS NULL AND told(raw_created) IS NOT NULL THEN 'Create Date'
  END AS reject_column,
  CASE WHEN contact IS NOT NULL THEN raw_created END AS reject_value
FROM typed
