-- base: order_gaps
-- type: days
-- unit: days
-- absent: null
-- label.en: Days overdue by their own rhythm
-- label.bn: নিজের ছন্দে যত দিন দেরি
-- null.en: fewer than three gaps between days with an order
-- null.bn: অর্ডারের দিনগুলোর মাঝে তিনটি ব্যবধানও নেই
-- source: days since the last order less the usual gap; negative while not yet due
CASE WHEN COUNT(gap_days) >= 3 THEN CAST(DATE_DIFF('DAY', MAX(happened_on), $as_of) AS DOUBLE) - MEDIAN(gap_days) END
