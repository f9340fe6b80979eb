-- base: orders
-- type: money
-- unit: minor units of the book's currency
-- absent: 0
-- label.en: Spend
-- label.bn: খরচ
-- null: never; 0 for a customer without a purchase, amounts without a known rate left out
-- source: ledger: orders, net of returns
CAST(COALESCE(SUM(amount_minor), 0) AS BIGINT)
