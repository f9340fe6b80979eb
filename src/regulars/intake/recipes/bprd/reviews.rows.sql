-- One row a review: its text, the kind of product, 1 to 5 stars.
WITH typed AS (
  SELECT
    line, told("Reviews") AS words, told(category) AS category,
    try_cast(told("Label") AS INTEGER) AS stars, "Label" AS raw_stars
  FROM file
)
SELECT
  line, words, category, stars, true AS anonymous,
  CASE
    WHEN words IS NULL THEN 'missing'
    WHEN stars IS NULL THEN 'not_a_number'
    WHEN stars NOT BETWEEN 1 AND 5 THEN 'out_of_range'
  END AS reject_reason,
  CASE
    WHEN words IS NULL THEN 'Reviews'
    WHEN stars IS NULL OR stars NOT BETWEEN 1 AND 5 THEN 'Label'
  END AS reject_column,
  CASE WHEN words IS NOT NULL THEN raw_stars END AS reject_value
FROM typed
