-- base: orders
-- type: date
-- unit: day
-- absent: null
-- label.en: Last order
-- label.bn: শেষ অর্ডার
-- null.en: no purchase yet
-- null.bn: এখনও কেনেননি
-- source: ledger: orders
MAX(happened_on) FILTER (WHERE is_purchase)
