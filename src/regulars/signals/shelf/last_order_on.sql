-- base: orders
-- type: date
-- unit: day
-- absent: null
-- label.en: Last order
-- label.bn: শেষ অর্ডার
-- null: no purchase yet
-- source: ledger: orders
MAX(happened_on) FILTER (WHERE is_purchase)
