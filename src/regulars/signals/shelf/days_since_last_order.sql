-- base: orders
-- type: days
-- unit: days
-- absent: null
-- label.en: Days since the last order
-- label.bn: শেষ অর্ডারের পর দিন
-- null.en: no purchase yet
-- null.bn: এখনও কেনেননি
-- source: ledger: orders
DATE_DIFF('DAY', MAX(happened_on) FILTER (WHERE is_purchase), $as_of)
