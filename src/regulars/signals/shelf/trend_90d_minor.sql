-- base: orders
-- type: money
-- unit: minor units of the book's currency
-- absent: null
-- label.en: 90-day trend
-- label.bn: ৯০ দিনের প্রবণতা
-- null.en: fewer than 180 days since the first purchase
-- null.bn: প্রথম কেনার পর ১৮০ দিন হয়নি
-- source: ledger: spend of the last 90 days less that of the 90 days before
CASE WHEN DATE_DIFF('DAY', MIN(happened_on) FILTER (WHERE is_purchase), $as_of) >= 180 THEN CAST(COALESCE(SUM(amount_minor) FILTER (WHERE happened_on > $as_of - 90), 0) - COALESCE(SUM(amount_minor) FILTER (WHERE happened_on > $as_of - 180 AND happened_on <= $as_of - 90), 0) AS BIGINT) END
