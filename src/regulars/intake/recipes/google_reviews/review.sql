SELECT
  review AS source_id,
  'google' AS site,
  CASE stars
    WHEN 'ONE' THEN 1000
    WHEN 'TWO' THEN 2000
    WHEN 'THREE' THEN 3000
    WHEN 'FOUR' THEN 4000
    WHEN 'FIVE' THEN 5000
  END AS rating_milli,
  CASE WHEN stars <> 'STAR_RATING_UNSPECIFIED' THEN 5 END AS best_rating,
  written AS happened_at,
  book_day(written) AS happened_on,
  author,
  words AS text,
  reply,
  book_day(replied) AS replied_on,
  file_number, line
FROM reviews
