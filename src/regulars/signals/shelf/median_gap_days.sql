-- base: order_gaps
-- type: days
-- unit: days
-- absent: null
-- label.en: Usual gap between orders
-- label.bn: দুই অর্ডারের মাঝে সাধারণ ব্যবধান
-- null.en: fewer than three gaps between days with an order
-- null.bn: অর্ডারের দিনগুলোর মাঝে তিনটি ব্যবধানও নেই
-- source: median of the days between days with an order
CASE WHEN COUNT(gap_days) >= 3 THEN MEDIAN(gap_days) END
