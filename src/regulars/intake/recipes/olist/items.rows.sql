-- One row a piece. `price` is without freight.
WITH typed AS (
  SELECT
    line, told(order_id) AS order_id, told(order_item_id) AS item, told(product_id) AS product,
    number(price) AS amount, number(freight_value) AS freight,
    price AS raw_price, freight_value AS raw_freight
  FROM file
)
SELECT
  line, order_id, item, product, amount, freight, false AS anonymous,
  CASE
    WHEN order_id IS NULL OR item IS NULL THEN 'missing'
    WHEN amount IS NULL OR freight IS NULL THEN 'not_a_number'
  END AS reject_reason,
  CASE
    WHEN order_id IS NULL THEN 'order_id'
    WHEN item IS NULL THEN 'order_item_id'
    WHEN amount IS NULL THEN 'price'
    WHEN freight IS NULL THEN 'freight_value'
  END AS reject_column,
  CASE
    WHEN order_id IS NULL OR item IS NULL THEN NULL
    WHEN amount IS NULL THEN raw_price
    ELSE raw_freight
  END AS reject_value
FROM typed
