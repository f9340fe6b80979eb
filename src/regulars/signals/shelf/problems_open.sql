-- base: problems
-- type: count
-- unit: problems
-- absent: 0
-- label.en: Open problems
-- label.bn: অমীমাংসিত সমস্যা
-- null.en: never; 0 for none on record
-- null.bn: কখনও নয়; নথি না থাকলে ০
-- source: ledger: problems neither solved nor closed by then
COUNT(*) FILTER (WHERE is_open)
