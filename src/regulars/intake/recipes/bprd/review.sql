-- The file tells neither who nor when: all reviews have the month in which it was published
-- (January 2025), so nothing can be said of their order. Where a text comes twice it is one review.
SELECT
  md5(coalesce(category, '') || chr(31) || words) AS source_id,
  'bprd' AS site,
  stars * 1000 AS rating_milli,
  5 AS best_rating,
  DATE '2025-01-01' AS happened_on,
  'bn' AS language,
  words AS text,
  category AS product_key,
  file_number, line
FROM reviews
