-- base: referral_credit
-- type: money
-- unit: minor units of the book's currency
-- absent: 0
-- label.en: Spend they share in by sending, three levels deep
-- label.bn: পাঠানোর সূত্রে খরচের ভাগ, তিন ধাপ পর্যন্ত
-- null.en: never; 0 for none
-- null.bn: কখনও নয়; না থাকলে ০
-- source: ledger: spend of each customer who was sent, split among who sent them, half passed on at each level up to three; all shares add up to the spend
CAST(COALESCE(SUM(amount_minor), 0) AS BIGINT)
