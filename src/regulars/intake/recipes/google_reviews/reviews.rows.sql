-- One row a review, a JSON line; who of the customers wrote it is not told. Times are UTC.
WITH typed AS (
  SELECT
    line,
    coalesce(told("reviewId"), nullif(regexp_extract(told(name), '[^/]+$'), '')) AS review,
    upper(told("starRating")) AS stars,
    utc_of("createTime") AS written,
    told("reviewer.displayName") AS author,
    told(comment) AS words,
    told("reviewReply.comment") AS reply,
    utc_of("reviewReply.updateTime") AS replied,
    "starRating" AS raw_stars, "createTime" AS raw_written
  FROM file
)
SELECT
  * EXCLUDE (raw_stars, raw_written),
  true AS anonymous,
  CASE
    WHEN review IS NULL THEN 'missing'
    WHEN written IS NULL THEN 'not_a_date'
    WHEN coalesce(stars, '') NOT IN (
      'ONE', 'TWO', 'THREE', 'FOUR', 'FIVE', 'STAR_RATING_UNSPECIFIED') THEN 'not_a_choice'
  END AS reject_reason,
  CASE
    WHEN review IS NULL THEN 'name'
    WHEN written IS NULL THEN 'createTime'
    WHEN coalesce(stars, '') NOT IN (
      'ONE', 'TWO', 'THREE', 'FOUR', 'FIVE', 'STAR_RATING_UNSPECIFIED') THEN 'starRating'
  END AS reject_column,
  CASE
    WHEN review IS NULL THEN NULL
    WHEN written IS NULL THEN raw_written
    ELSE raw_stars
  END AS reject_value
FROM typed
