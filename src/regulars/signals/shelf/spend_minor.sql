-- base: orders
-- type: money
-- unit: minor units of the book's currency
-- absent: 0
-- label.en: Spend
-- label.bn: খরচ
-- null.en: never; 0 for a customer without a purchase; amounts without a rate into the book's currency are left out
-- null.bn: কখনও নয়; কেনাকাটা না থাকলে ০; খাতার মুদ্রায় হার না থাকলে সেই অঙ্ক বাদ
-- source: ledger: orders, net of returns
CAST(COALESCE(SUM(amount_minor), 0) AS BIGINT)
