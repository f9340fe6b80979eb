-- base: referred
-- type: count
-- unit: customers
-- absent: 0
-- label.en: Customers who sent them
-- label.bn: যাঁরা তাঁকে পাঠিয়েছেন
-- null.en: never; 0 for none on record
-- null.bn: কখনও নয়; নথি না থাকলে ০
-- source: ledger: referrals; distinct customers who sent them
COUNT(*)
