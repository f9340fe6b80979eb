-- base: standing
-- type: score
-- unit: 1 to 5, 5 is the best fifth
-- absent: null
-- label.en: Monetary score
-- label.bn: খরচের স্কোর
-- null.en: no purchase yet, or a book without a currency
-- null.bn: এখনও কেনেননি, বা খাতার মুদ্রা বলা নেই
-- source: fifth by spend among all who ever bought; customers who are alike have the same
CAST(CASE WHEN $currency IS NOT NULL THEN CASE WHEN MAX(spent_more) * 5 < MAX(customers) THEN 5 WHEN MAX(spent_more) * 5 < MAX(customers) * 2 THEN 4 WHEN MAX(spent_more) * 5 < MAX(customers) * 3 THEN 3 WHEN MAX(spent_more) * 5 < MAX(customers) * 4 THEN 2 ELSE 1 END END AS BIGINT)
