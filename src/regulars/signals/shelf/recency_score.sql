-- base: standing
-- type: score
-- unit: 1 to 5, 5 is the best fifth
-- absent: null
-- label.en: Recency score
-- label.bn: সাম্প্রতিকতার স্কোর
-- null.en: no purchase yet
-- null.bn: এখনও কেনেননি
-- source: fifth by the day of the last order among all who ever bought; customers who are alike have the same
CAST(CASE WHEN MAX(bought_later) * 5 < MAX(customers) THEN 5 WHEN MAX(bought_later) * 5 < MAX(customers) * 2 THEN 4 WHEN MAX(bought_later) * 5 < MAX(customers) * 3 THEN 3 WHEN MAX(bought_later) * 5 < MAX(customers) * 4 THEN 2 ELSE 1 END AS BIGINT)
