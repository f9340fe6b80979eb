-- base: problems
-- type: count
-- unit: problems
-- absent: 0
-- label.en: Problems
-- label.bn: সমস্যা
-- null.en: never; 0 for none on record
-- null.bn: কখনও নয়; নথি না থাকলে ০
-- source: ledger: problems
COUNT(*)
