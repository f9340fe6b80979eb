-- One row for each review up to the day looked at. A rating is brought onto a scale of 5 points by
-- its best rating, to the nearest thousandth of a point, half up. `place` 1 is the newest with a
-- rating; of one day the later instant counts, one without an instant last, then the lower rating.
-- It is answered by a reply, by who says at the desk that there is one or need be none, and by care
-- for its writer because of a low rating, done on its day or later.
SELECT
  customer_id,
  happened_on,
  rating_milli,
  is_answered,
  ROW_NUMBER() OVER (
    PARTITION BY customer_id
    ORDER BY rating_milli IS NULL, happened_on DESC, happened_at IS NULL, happened_at DESC,
      rating_milli
  ) AS place
FROM (
  SELECT
    i.customer_id,
    r.happened_on,
    r.happened_at,
    CASE WHEN r.best_rating > 0 THEN
      CAST(FLOOR(
        CAST(r.rating_milli * 10 + r.best_rating AS DOUBLE) / CAST(r.best_rating * 2 AS DOUBLE)
      ) AS BIGINT)
    END AS rating_milli,
    COALESCE(r.replied_on <= $as_of, FALSE)
      OR COALESCE(f.became IN ('replied', 'needs_no_reply'), FALSE)
      OR COALESCE(c.cared_on >= r.happened_on, FALSE) AS is_answered
  FROM fact_review AS r
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
    WHERE about = 'review' AND happened_on <= $as_of
  ) AS f
    ON f.about_source = r.source AND f.about_key = r.source_id AND f.place = 1
  LEFT JOIN (
    SELECT n.customer_id, MAX(d.planned_on) AS cared_on
    FROM fact_care AS d
    JOIN fact_identity AS n ON n.source = d.customer_source AND n.source_id = d.customer_key
    WHERE d.play = 'low_rating' AND d.state = 'done' AND d.planned_on <= $as_of
    GROUP BY n.customer_id
  ) AS c
    ON c.customer_id = i.customer_id
  WHERE r.happened_on <= $as_of
) AS rated
