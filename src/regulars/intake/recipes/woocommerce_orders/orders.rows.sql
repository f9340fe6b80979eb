-- One row an order. Times are month first, as documented, or year first; the shop's, so the book's.
WITH typed AS (
  SELECT
    line,
    told(order_id) AS order_id,
    try_strptime(trim(order_date), [
      '%m/%d/%Y %H:%M:%S', '%m/%d/%Y %H:%M', '%Y-%m-%d %H:%M:%S', '%Y-%m-%d %H:%M']) AS ordered,
    replace(lower(told(status)), 'wc-', '') AS status,
    number(order_total) AS total,
    coalesce(number(tax_total), 0) AS tax,
    coalesce(number(shipping_total), 0) AS shipping,
    number(order_subtotal) AS subtotal,
    number(discount_total) AS discount,
    upper(told(order_currency)) AS currency,
    coalesce(lower(told(customer_email)), lower(told(billing_email))) AS email,
    nullif(told(customer_id), '0') AS user_id,
    told(billing_phone) AS phone,
    told(concat_ws(' ', told(billing_first_name), told(billing_last_name))) AS person,
    order_date AS raw_date, order_total AS raw_total
  FROM file
)
SELECT
  * EXCLUDE (raw_date, raw_total),
  coalesce(email, user_id) AS customer,
  coalesce(email, user_id) IS NULL AS anonymous,
  CASE
    WHEN order_id IS NULL OR currency IS NULL OR status IS NULL THEN 'missing'
    WHEN ordered IS NULL THEN 'not_a_date'
    WHEN total IS NULL THEN 'not_a_number'
  END AS reject_reason,
  CASE
    WHEN order_id IS NULL THEN 'order_id'
    WHEN currency IS NULL THEN 'order_currency'
    WHEN status IS NULL THEN 'status'
    WHEN ordered IS NULL THEN 'order_date'
    WHEN total IS NULL THEN 'order_total'
  END AS reject_column,
  CASE
    WHEN order_id IS NULL OR currency IS NULL OR status IS NULL THEN NULL
    WHEN ordered IS NULL THEN raw_date
    ELSE raw_total
  END AS reject_value
FROM typed
