-- The file tells the kind of product only, so each kind stands for its products.
SELECT DISTINCT category AS source_id, category FROM reviews WHERE category IS NOT NULL
