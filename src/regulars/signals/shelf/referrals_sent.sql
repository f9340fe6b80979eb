-- base: referrals
-- type: count
-- unit: customers
-- absent: 0
-- label.en: Customers they sent
-- label.bn: যত গ্রাহক পাঠিয়েছেন
-- null.en: never; 0 for none on record
-- null.bn: কখনও নয়; নথি না থাকলে ০
-- source: ledger: referrals; distinct customers who came, themselves and those here before them left out
COUNT(*)
