-- One row for each reservation that was booked up to the day looked at, and not cancelled. The
-- source tells how it ended but not when it said so: what lies after the day looked at is still
-- expected, whatever became of it, and a cancelled one is left out from the start.
-- Whether they came is told by who stood at the desk, where somebody said so, else by the source.
-- On the day itself only those who are not yet here are expected. Without a day of departure the
-- day of arrival stands for it.
SELECT
  customer_id,
  happened_on,
  arrives_on,
  departs_on,
  arrives_on <= $as_of AND COALESCE(came, state = 'stayed') AS is_stay,
  arrives_on <= $as_of AND COALESCE(NOT came, state = 'no_show') AS is_no_show,
  arrives_on > $as_of OR (arrives_on = $as_of AND state = 'booked' AND came IS NULL) AS is_expected
FROM (
  SELECT
    i.customer_id,
    r.happened_on,
    r.arrives_on,
    COALESCE(r.departs_on, r.arrives_on) AS departs_on,
    r.state,
    CASE f.became WHEN 'arrived' THEN TRUE WHEN 'did_not_come' THEN FALSE END AS came
  FROM fact_reservation AS r
  JOIN fact_identity AS i
    ON i.source = r.customer_source AND i.source_id = r.customer_key
  LEFT JOIN (
    SELECT
      about_source,
      about_key,
      became,
      ROW_NUMBER() OVER (
        PARTITION BY about_source, about_key
        ORDER BY happened_on DESC, happened_at IS NULL, happened_at DESC, became
      ) AS place
    FROM fact_follow_up
    WHERE about = 'reservation' AND happened_on <= $as_of
  ) AS f
    ON f.about_source = r.source AND f.about_key = r.source_id AND f.place = 1
  WHERE r.state <> 'cancelled' AND r.happened_on <= $as_of
) AS told
