-- One row an order. Times are those of São Paulo; the estimated delivery is a day.
WITH typed AS (
  SELECT
    line,
    told(order_id) AS order_id,
    told(customer_id) AS customer_id,
    lower(told(order_status)) AS status,
    try_strptime(trim(order_purchase_timestamp), '%Y-%m-%d %H:%M:%S') AS bought,
    try_strptime(trim(order_delivered_customer_date), '%Y-%m-%d %H:%M:%S') AS delivered,
    try_strptime(trim(order_estimated_delivery_date), '%Y-%m-%d %H:%M:%S')::DATE AS promised,
    order_purchase_timestamp AS raw_bought,
    order_delivered_customer_date AS raw_delivered
  FROM file
)
SELECT
  line, order_id, customer_id, status, bought, delivered, promised,
  customer_id IS NULL AS anonymous,
  CASE
    WHEN order_id IS NULL THEN 'missing'
    WHEN bought IS NULL THEN 'not_a_date'
    WHEN told(raw_delivered) IS NOT NULL AND delivered IS NULL THEN 'not_a_date'
  END AS reject_reason,
  CASE
    WHEN order_id IS NULL THEN 'order_id'
    WHEN bought IS NULL THEN 'order_purchase_timestamp'
    WHEN told(raw_delivered) IS NOT NULL AND delivered IS NULL THEN 'order_delivered_customer_date'
  END AS reject_column,
  CASE
    WHEN order_id IS NULL THEN NULL
    WHEN bought IS NULL THEN raw_bought
    ELSE raw_delivered
  END AS reject_value
FROM typed
