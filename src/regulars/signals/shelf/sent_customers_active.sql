-- base: referrals
-- type: count
-- unit: customers
-- absent: 0
-- label.en: Of those they sent, bought in the last 365 days
-- label.bn: পাঠানো গ্রাহকের যাঁরা শেষ ৩৬৫ দিনে কিনেছেন
-- null.en: never; 0 for none on record
-- null.bn: কখনও নয়; নথি না থাকলে ০
-- source: ledger: referrals, and the orders of those who were sent
COUNT(*) FILTER (WHERE last_order_on > $as_of - 365)
