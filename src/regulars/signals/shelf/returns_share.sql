-- base: orders
-- type: share
-- unit: share of what was bought, by amount
-- absent: null
-- label.en: Share sent back
-- label.bn: ফেরতের অংশ
-- null.en: nothing bought with a known amount
-- null.bn: জানা অঙ্কের কোনো কেনাকাটা নেই
-- source: ledger: amounts returned over amounts placed
CASE WHEN SUM(amount_minor) FILTER (WHERE is_purchase) > 0 THEN CAST(-COALESCE(SUM(amount_minor) FILTER (WHERE is_return), 0) AS DOUBLE) / CAST(SUM(amount_minor) FILTER (WHERE is_purchase) AS DOUBLE) END
