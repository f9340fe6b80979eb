-- One row for each reservation that was booked up to the day looked at, and not cancelled. The
-- source tells how it ended but not when it said so: what lies after the day looked at is still
-- expected, whatever became of it, and a cancelled one is left out from the start.
-- On the day itself only those who are not yet here are expected. Without a day of departure the
-- day of arrival stands for it.
SELECT
  i.customer_id,
  r.happened_on,
  r.arrives_on,
  COALESCE(r.departs_on, r.arrives_on) AS departs_on,
  r.arrives_on <= $as_of AND r.state = 'stayed' AS is_stay,
  r.arrives_on <= $as_of AND r.state = 'no_show' AS is_no_show,
  r.arrives_on > $as_of OR (r.arrives_on = $as_of AND r.state = 'booked') AS is_expected
FROM fact_reservation AS r
JOIN fact_identity AS i
  ON i.source = r.customer_source AND i.source_id = r.customer_key
WHERE r.state <> 'cancelled' AND r.happened_on <= $as_of
