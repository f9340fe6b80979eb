-- Read so that the set is whole; means of payment are no fact, and freight is in the values.
SELECT
  line, told(order_id) AS order_id, number(payment_value) AS amount, false AS anonymous,
  CASE
    WHEN told(order_id) IS NULL THEN 'missing'
    WHEN number(payment_value) IS NULL THEN 'not_a_number'
  END AS reject_reason,
  CASE
    WHEN told(order_id) IS NULL THEN 'order_id'
    WHEN number(payment_value) IS NULL THEN 'payment_value'
  END AS reject_column,
  CASE WHEN told(order_id) IS NOT NULL THEN payment_value END AS reject_value
FROM file
