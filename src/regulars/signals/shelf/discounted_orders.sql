-- base: orders
-- type: count
-- unit: orders
-- absent: 0
-- label.en: Orders with a discount
-- label.bn: ছাড়ের অর্ডার
-- null.en: never; 0 where no order tells of a discount
-- null.bn: কখনও নয়; কোনো অর্ডারে ছাড়ের কথা না থাকলে ০
-- source: ledger: purchases with an amount taken off, or with a code where the amount is not told
COUNT(*) FILTER (WHERE is_purchase AND is_discounted)
