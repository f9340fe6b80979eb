-- base: order_gaps
-- type: count
-- unit: days
-- absent: 0
-- label.en: Days with an order
-- label.bn: অর্ডারের দিন
-- null: never; 0 for none
-- source: ledger: distinct days with a purchase
COUNT(*) FILTER (WHERE gap_days IS NULL OR gap_days > 0)
