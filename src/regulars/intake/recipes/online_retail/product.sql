-- A product's name is the description that most of its lines have.
WITH named AS (
  SELECT stock, description, count(*) AS lines
  FROM lines
  WHERE stock NOT IN
    ('POST', 'DOT', 'C2', 'BANK CHARGES', 'AMAZONFEE', 'CRUK', 'D', 'M', 'S', 'B')
    AND NOT starts_with(stock, 'GIFT_0001')
  GROUP BY stock, description
)
SELECT stock AS source_id, description AS name, NULL AS name_bn, NULL AS category
FROM named
QUALIFY row_number() OVER (
  PARTITION BY stock ORDER BY description IS NULL, lines DESC, description) = 1
