-- One row a review; one review may be of two orders, one order have two reviews.
WITH typed AS (
  SELECT
    line, told(review_id) AS review_id, told(order_id) AS order_id,
    try_cast(told(review_score) AS INTEGER) AS score,
    told(review_comment_title) AS title, told(review_comment_message) AS message,
    try_strptime(trim(review_answer_timestamp), '%Y-%m-%d %H:%M:%S') AS answered,
    review_score AS raw_score, review_answer_timestamp AS raw_answered
  FROM file
)
SELECT
  line, review_id, order_id, score, title, message, answered, false AS anonymous,
  CASE
    WHEN review_id IS NULL OR order_id IS NULL THEN 'missing'
    WHEN score IS NULL THEN 'not_a_number'
    WHEN score NOT BETWEEN 1 AND 5 THEN 'out_of_range'
    WHEN answered IS NULL THEN 'not_a_date'
  END AS reject_reason,
  CASE
    WHEN review_id IS NULL THEN 'review_id'
    WHEN order_id IS NULL THEN 'order_id'
    WHEN score IS NULL OR score NOT BETWEEN 1 AND 5 THEN 'review_score'
    WHEN answered IS NULL THEN 'review_answer_timestamp'
  END AS reject_column,
  CASE
    WHEN review_id IS NULL OR order_id IS NULL THEN NULL
    WHEN score IS NULL OR score NOT BETWEEN 1 AND 5 THEN raw_score
    ELSE raw_answered
  END AS reject_value
FROM typed
