-- base: reservations
-- type: count
-- unit: stays
-- absent: 0
-- label.en: Stays
-- label.bn: অবস্থান
-- null.en: never; 0 for none on record
-- null.bn: কখনও নয়; নথি না থাকলে ০
-- source: ledger: reservations of those who came
COUNT(*) FILTER (WHERE is_stay)
