-- base: order_gaps
-- type: days
-- unit: days
-- absent: null
-- label.en: Longest gap so far
-- label.bn: এ পর্যন্ত দীর্ঘতম ব্যবধান
-- null: fewer than three gaps between days with an order
-- source: longest of the days between days with an order
CASE WHEN COUNT(*) FILTER (WHERE gap_days > 0) >= 3 THEN MAX(gap_days) END
