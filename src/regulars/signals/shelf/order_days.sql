-- base: order_gaps
-- type: count
-- unit: days
-- absent: 0
-- label.en: Days with an order
-- label.bn: অর্ডারের দিন
-- null.en: never; 0 for none
-- null.bn: কখনও নয়; না থাকলে ০
-- source: ledger: distinct days with a purchase
COUNT(*)
