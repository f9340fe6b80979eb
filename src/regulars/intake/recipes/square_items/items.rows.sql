-- One row an item of a sale or of a refund. The zone's name is the till's; another is that of --zone, or the book's.
WITH typed AS (
  SELECT
    line,
    told("Transaction ID") AS transaction,
    try_strptime(trim("Date") || ' ' || trim("Time"), ['%Y-%m-%d %H:%M:%S', '%Y-%m-%d %H:%M'])
      AS sold,
    CASE trim("Time Zone")
      WHEN 'Eastern Time (US & Canada)' THEN 'America/New_York'
      WHEN 'Central Time (US & Canada)' THEN 'America/Chicago'
      WHEN 'Mountain Time (US & Canada)' THEN 'America/Denver'
      WHEN 'Pacific Time (US & Canada)' THEN 'America/Los_Angeles'
      WHEN 'Arizona' THEN 'America/Phoenix'
      WHEN 'Alaska' THEN 'America/Anchorage'
      WHEN 'Hawaii' THEN 'Pacific/Honolulu'
      WHEN 'London' THEN 'Europe/London'
      WHEN 'Sydney' THEN 'Australia/Sydney'
      WHEN 'Tokyo' THEN 'Asia/Tokyo'
      ELSE file_zone()
    END AS zone,
    lower(told("Event Type")) AS event,
    told("Item") AS item,
    told("Category") AS category,
    coalesce(told("SKU"), concat_ws(' / ', told("Item"), told("Price Point Name"))) AS product,
    number("Qty") AS quantity,
    number("Net Sales") AS net,
    number("Discounts") AS discount,
    told("Customer ID") AS customer,
    told("Customer Name") AS person,
    coalesce(told("Channel"), told("Location")) AS channel,
    concat_ws(' ', "Date", "Time") AS raw_sold, "Qty" AS raw_quantity, "Net Sales" AS raw_net
  FROM file
)
SELECT
  * EXCLUDE (raw_sold, raw_quantity, raw_net),
  customer IS NULL AS anonymous,
  CASE
    WHEN transaction IS NULL OR item IS NULL THEN 'missing'
    WHEN sold IS NULL THEN 'not_a_date'
    WHEN quantity IS NULL OR net IS NULL THEN 'not_a_number'
    WHEN event NOT IN ('payment', 'refund') THEN 'not_a_choice'
  END AS reject_reason,
  CASE
    WHEN transaction IS NULL THEN 'Transaction ID'
    WHEN item IS NULL THEN 'Item'
    WHEN sold IS NULL THEN 'Date'
    WHEN quantity IS NULL THEN 'Qty'
    WHEN net IS NULL THEN 'Net Sales'
    WHEN event NOT IN ('payment', 'refund') THEN 'Event Type'
  END AS reject_column,
  CASE
    WHEN transaction IS NULL OR item IS NULL THEN NULL
    WHEN sold IS NULL THEN raw_sold
    WHEN quantity IS NULL THEN raw_quantity
    WHEN net IS NULL THEN raw_net
    ELSE event
  END AS reject_value
FROM typed
