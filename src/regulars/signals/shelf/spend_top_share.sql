-- base: standing
-- type: share
-- unit: share of the customers who ever bought
-- absent: null
-- label.en: Among the top by spend
-- label.bn: খরচের দিক থেকে শীর্ষ
-- null.en: no purchase yet
-- null.bn: এখনও কেনেননি
-- source: place by spend over the number of customers who ever bought: 0.1 is the top tenth
CAST(1 + MAX(spent_more) AS DOUBLE) / CAST(MAX(customers) AS DOUBLE)
