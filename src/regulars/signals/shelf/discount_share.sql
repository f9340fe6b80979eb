-- base: orders
-- type: share
-- unit: share of the orders that tell
-- absent: null
-- label.en: Share of orders with a discount
-- label.bn: ছাড়ের অর্ডারের অংশ
-- null.en: no order tells whether there was a discount
-- null.bn: কোনো অর্ডারে ছাড় ছিল কি না বলা নেই
-- source: ledger: purchases with a discount over those that tell whether there was one
CASE WHEN COUNT(is_discounted) FILTER (WHERE is_purchase) > 0 THEN CAST(COUNT(*) FILTER (WHERE is_purchase AND is_discounted) AS DOUBLE) / CAST(COUNT(is_discounted) FILTER (WHERE is_purchase) AS DOUBLE) END
