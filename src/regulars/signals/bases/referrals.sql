-- One row for each customer and another whom they sent, up to the day looked at, with what is known
-- of the one who was sent. A pair counts once, from the first day it was told.
-- Left out: who sent themselves, which two keys of one customer look like; who became a customer by
-- a first purchase after that of the other, for nobody can have sent those who were here before
-- them; and what is held to be more likely wrong than right.
SELECT
  e.customer_id,
  e.sent_id,
  e.happened_on,
  t.last_order_on,
  COALESCE(t.spend_minor, 0) AS spend_minor
FROM (
  SELECT s.customer_id, c.customer_id AS sent_id, MIN(r.happened_on) AS happened_on
  FROM fact_referral AS r
  JOIN fact_identity AS s
    ON s.source = r.customer_source AND s.source_id = r.customer_key
  JOIN fact_identity AS c
    ON c.source = r.other_source AND c.source_id = r.other_key
  WHERE r.happened_on <= $as_of AND COALESCE(r.confidence_permille, 1000) >= 500
    AND s.customer_id <> c.customer_id
  GROUP BY s.customer_id, c.customer_id
) AS e
LEFT JOIN signals_orders AS f ON f.customer_id = e.customer_id
LEFT JOIN signals_orders AS t ON t.customer_id = e.sent_id
WHERE COALESCE(f.first_order_on <= t.first_order_on, TRUE)
