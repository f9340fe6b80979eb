-- base: reviews
-- type: count
-- unit: reviews
-- absent: 0
-- label.en: Reviews
-- label.bn: রিভিউ
-- null.en: never; 0 for none on record
-- null.bn: কখনও নয়; নথি না থাকলে ০
-- source: ledger: reviews tied to the customer, with or without a rating
COUNT(*)
