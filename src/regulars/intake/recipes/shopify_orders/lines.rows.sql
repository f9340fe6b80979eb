-- One row a line of an order; what is of the whole order stands in the order's first row alone.
WITH typed AS (
  SELECT
    line,
    told("Name") AS order_name,
    lower(told("Email")) AS email,
    coalesce(told("Phone"), told("Billing Phone"), told("Shipping Phone")) AS phone,
    coalesce(told("Billing Name"), told("Shipping Name")) AS person,
    lower(told("Financial Status")) AS paid,
    upper(told("Currency")) AS currency,
    number("Subtotal") AS subtotal,
    number("Shipping") AS shipping,
    number("Discount Amount") AS discount,
    number("Refunded Amount") AS refunded,
    told("Discount Code") AS code,
    lower(told("Accepts Marketing")) AS marketing,
    utc_of("Created at") AS created,
    told("Cancelled at") IS NOT NULL AS cancelled,
    told("Source") AS channel,
    told("Vendor") AS vendor,
    told("Lineitem sku") AS sku,
    told("Lineitem name") AS item,
    number("Lineitem quantity") AS quantity,
    number("Lineitem price") AS price,
    number("Lineitem discount") AS line_discount,
    told("Total") IS NOT NULL AS is_first,
    "Created at" AS raw_created, "Subtotal" AS raw_subtotal, "Lineitem quantity" AS raw_quantity,
    "Lineitem price" AS raw_price, "Refunded Amount" AS raw_refunded
  FROM file
),
checked AS (
  SELECT
    *,
    is_first AND coalesce(email, phone) IS NULL AS anonymous,
    CASE
      WHEN order_name IS NULL THEN 'missing'
      WHEN is_first AND currency IS NULL THEN 'missing'
      WHEN created IS NULL AND (is_first OR told(raw_created) IS NOT NULL) THEN 'not_a_date'
      WHEN is_first AND subtotal IS NULL THEN 'not_a_number'
      WHEN refunded IS NULL AND told(raw_refunded) IS NOT NULL THEN 'not_a_number'
      WHEN quantity IS NULL OR price IS NULL THEN 'not_a_number'
    END AS own_reason,
    CASE
      WHEN order_name IS NULL THEN 'Name'
      WHEN is_first AND currency IS NULL THEN 'Currency'
      WHEN created IS NULL AND (is_first OR told(raw_created) IS NOT NULL) THEN 'Created at'
      WHEN is_first AND subtotal IS NULL THEN 'Subtotal'
      WHEN refunded IS NULL AND told(raw_refunded) IS NOT NULL THEN 'Refunded Amount'
      WHEN quantity IS NULL THEN 'Lineitem quantity'
      WHEN price IS NULL THEN 'Lineitem price'
    END AS own_column,
    CASE
      WHEN order_name IS NULL OR (is_first AND currency IS NULL) THEN NULL
      WHEN created IS NULL AND (is_first OR told(raw_created) IS NOT NULL) THEN raw_created
      WHEN is_first AND subtotal IS NULL THEN raw_subtotal
      WHEN refunded IS NULL AND told(raw_refunded) IS NOT NULL THEN raw_refunded
      WHEN quantity IS NULL THEN raw_quantity
      ELSE raw_price
    END AS own_value
  FROM typed
),
whole AS (
  SELECT
    *,
    bool_or(is_first AND own_reason IS NULL) OVER (PARTITION BY order_name) AS has_order
  FROM checked
)
SELECT
  * EXCLUDE (
    raw_created, raw_subtotal, raw_quantity, raw_price, raw_refunded, own_reason, own_column,
    own_value, has_order),
  CASE
    WHEN own_reason IS NOT NULL THEN own_reason
    WHEN NOT has_order THEN 'order_not_here'
  END AS reject_reason,
  CASE
    WHEN own_reason IS NOT NULL THEN own_column
    WHEN NOT has_order THEN 'Name'
  END AS reject_column,
  CASE
    WHEN own_reason IS NOT NULL THEN own_value
    WHEN NOT has_order THEN order_name
  END AS reject_value
FROM whole
