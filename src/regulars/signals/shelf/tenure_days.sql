-- base: orders
-- type: days
-- unit: days
-- absent: null
-- label.en: Customer for
-- label.bn: গ্রাহক আছেন
-- null.en: no purchase yet
-- null.bn: এখনও কেনেননি
-- source: ledger: orders; days since the first purchase
DATE_DIFF('DAY', MIN(happened_on) FILTER (WHERE is_purchase), $as_of)
