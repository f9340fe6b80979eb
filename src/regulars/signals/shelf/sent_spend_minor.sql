-- base: referrals
-- type: money
-- unit: minor units of the book's currency
-- absent: 0
-- label.en: Spend of those they sent
-- label.bn: পাঠানো গ্রাহকদের খরচ
-- null.en: never; 0 for none
-- null.bn: কখনও নয়; না থাকলে ০
-- source: ledger: spend of the customers they sent, in whole also where others sent them too
CAST(COALESCE(SUM(spend_minor), 0) AS BIGINT)
