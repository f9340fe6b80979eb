-- base: orders
-- type: count
-- unit: orders
-- absent: 0
-- label.en: Orders
-- label.bn: অর্ডার
-- null.en: never; 0 for a customer without a purchase
-- null.bn: কখনও নয়; কেনাকাটা না থাকলে ০
-- source: ledger: orders placed whose amount is above 0 or not known
COUNT(*) FILTER (WHERE is_purchase)
