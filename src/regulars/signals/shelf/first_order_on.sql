-- base: orders
-- type: date
-- unit: day
-- absent: null
-- label.en: First order
-- label.bn: প্রথম অর্ডার
-- null: no purchase yet
-- source: ledger: orders
MIN(happened_on) FILTER (WHERE is_purchase)
