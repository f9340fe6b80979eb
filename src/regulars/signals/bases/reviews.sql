-- One row for each review up to the day looked at. A rating is brought onto a scale of 5 points by
-- its best rating, to the nearest thousandth of a point, half up. `place` 1 is the newest with a
-- rating; of one day the later instant counts, one without an instant last, then the lower rating.
SELECT
  customer_id,
  happened_on,
  rating_milli,
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
    END AS rating_milli
  FROM fact_review AS r
  JOIN fact_identity AS i
    ON i.source = r.customer_source AND i.source_id = r.customer_key
  WHERE r.happened_on <= $as_of
) AS rated
