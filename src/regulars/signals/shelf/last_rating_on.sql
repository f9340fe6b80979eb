-- base: reviews
-- type: date
-- unit: day
-- absent: null
-- label.en: Last rated
-- label.bn: শেষ রেটিংয়ের দিন
-- null.en: no rating on record
-- null.bn: কোনো রেটিংয়ের নথি নেই
-- source: ledger: day of the newest review with a rating
MAX(happened_on) FILTER (WHERE rating_milli IS NOT NULL)
