-- base: order_gaps
-- type: days
-- unit: days
-- absent: null
-- label.en: Longest gap so far
-- label.bn: এ পর্যন্ত দীর্ঘতম ব্যবধান
-- null.en: fewer than three gaps between days with an order
-- null.bn: অর্ডারের দিনগুলোর মাঝে তিনটি ব্যবধানও নেই
-- source: longest of the days between days with an order
CASE WHEN COUNT(gap_days) >= 3 THEN MAX(gap_days) END
