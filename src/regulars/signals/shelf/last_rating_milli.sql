-- base: reviews
-- type: score
-- unit: thousandths of a point, of 5 points
-- absent: null
-- label.en: Last rating
-- label.bn: শেষ রেটিং
-- null.en: no rating on record
-- null.bn: কোনো রেটিংয়ের নথি নেই
-- source: ledger: newest review with a rating, times 5 over its best rating
MAX(rating_milli) FILTER (WHERE place = 1)
