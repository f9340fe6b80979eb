-- base: orders
-- type: money
-- unit: minor units of the book's currency
-- absent: 0
-- label.en: Spend
-- label.bn: খরচ
-- null.en: never; 0 for a customer without a purchase; amounts in another currency are left out
-- null.bn: কখনও নয়; কেনাকাটা না থাকলে ০; অন্য মুদ্রার অঙ্ক বাদ
-- source: ledger: orders, net of returns
CAST(COALESCE(SUM(amount_minor), 0) AS BIGINT)
