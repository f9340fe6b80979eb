-- base: efforts
-- type: count
-- unit: transfers
-- absent: 0
-- label.en: Problems handed to another, last 365 days
-- label.bn: শেষ ৩৬৫ দিনে সমস্যা অন্যের হাতে দেওয়া হয়েছে
-- null.en: never; 0 for none on record
-- null.bn: কখনও নয়; নথি না থাকলে ০
-- source: ledger: steps of problems told in that time at which another took over
COALESCE(CAST(SUM(transfers) FILTER (WHERE told_on > $as_of - 365) AS BIGINT), 0)
