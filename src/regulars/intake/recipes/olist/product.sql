-- Named for its category alone: the set keeps product names to itself.
SELECT
  product AS source_id,
  coalesce(english, products.category) AS category,
  products.file_number, products.line
FROM products
LEFT JOIN (SELECT category, min(english) AS english FROM categories GROUP BY category)
  USING (category)
