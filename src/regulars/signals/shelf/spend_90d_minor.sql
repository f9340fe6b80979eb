-- base: orders
-- type: money
-- unit: minor units of the book's currency
-- absent: 0
-- label.en: Spend of the last 90 days
-- label.bn: শেষ ৯০ দিনের খরচ
-- null.en: never; 0 for none
-- null.bn: কখনও নয়; না থাকলে ০
-- source: ledger: orders, net of returns
CAST(COALESCE(SUM(amount_minor) FILTER (WHERE happened_on > $as_of - 90), 0) AS BIGINT)
