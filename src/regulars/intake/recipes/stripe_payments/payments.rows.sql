-- One row a payment. Amounts are in whole units of a currency in small letters; times are UTC.
WITH typed AS (
  SELECT
    line,
    told(id) AS payment,
    try_strptime(trim("Created (UTC)"), ['%Y-%m-%d %H:%M:%S', '%Y-%m-%d %H:%M']) AS created,
    number("Amount") AS amount,
    coalesce(number("Amount Refunded"), 0) AS refunded,
    upper(told("Currency")) AS currency,
    coalesce(lower(told("Status")), 'paid') AS status,
    lower(told("Captured")) = 'false' AS not_taken,
    coalesce(told("Customer ID"), lower(told("Customer Email"))) AS customer,
    lower(told("Customer Email")) AS email,
    told("Card Name") AS person,
    "Created (UTC)" AS raw_created, "Amount" AS raw_amount, "Amount Refunded" AS raw_refunded
  FROM file
)
SELECT
  * EXCLUDE (raw_created, raw_amount, raw_refunded),
  customer IS NULL AS anonymous,
  CASE
    WHEN payment IS NULL OR currency IS NULL THEN 'missing'
    WHEN created IS NULL THEN 'not_a_date'
    WHEN amount IS NULL THEN 'not_a_number'
    WHEN told(raw_refunded) IS NOT NULL AND number(raw_refunded) IS NULL THEN 'not_a_number'
  END AS reject_reason,
  CASE
    WHEN payment IS NULL THEN 'id'
    WHEN currency IS NULL THEN 'Currency'
    WHEN created IS NULL THEN 'Created (UTC)'
    WHEN amount IS NULL THEN 'Amount'
    WHEN told(raw_refunded) IS NOT NULL AND number(raw_refunded) IS NULL THEN 'Amount Refunded'
  END AS reject_column,
  CASE
    WHEN payment IS NULL OR currency IS NULL THEN NULL
    WHEN created IS NULL THEN raw_created
    WHEN amount IS NULL THEN raw_amount
    ELSE raw_refunded
  END AS reject_value
FROM typed
