-- base: problems
-- type: count
-- unit: problems
-- absent: 0
-- label.en: Problems that came back
-- label.bn: যে সমস্যা আবার খুলতে হয়েছে
-- null.en: never; 0 for none on record
-- null.bn: কখনও নয়; নথি না থাকলে ০
-- source: ledger: problems that were reopened at least once
COUNT(*) FILTER (WHERE is_reopened)
