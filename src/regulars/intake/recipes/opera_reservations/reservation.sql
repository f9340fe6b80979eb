-- The view has no price of the whole stay, so none is told.
SELECT
  confirmation AS source_id,
  guest AS customer_key,
  CASE
    WHEN status = 'CANCELLED' THEN 'cancelled'
    WHEN status = 'NO SHOW' THEN 'no_show'
    WHEN status IN ('CHECKED IN', 'CHECKED OUT') THEN 'stayed'
    ELSE 'booked'
  END AS state,
  arrives AS arrives_on,
  departs AS departs_on,
  booked AS happened_on,
  party,
  room AS unit,
  channel,
  file_number, line
FROM reservations
