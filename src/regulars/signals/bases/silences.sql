-- One row for each contact of ours that was ignored and that nothing has answered since: no sign of
-- theirs in a contact, no order and no booking on its day or later.
SELECT c.customer_id, c.happened_on
FROM contacts AS c
JOIN signals_contacts AS h ON h.customer_id = c.customer_id
LEFT JOIN signals_orders AS o ON o.customer_id = c.customer_id
LEFT JOIN signals_reservations AS r ON r.customer_id = c.customer_id
WHERE c.began_by = 'us' AND c.reaction = 'ignored'
  AND COALESCE(c.happened_on > h.last_heard_on, TRUE)
  AND COALESCE(c.happened_on > o.last_order_on, TRUE)
  AND COALESCE(c.happened_on > r.last_booked_on, TRUE)
