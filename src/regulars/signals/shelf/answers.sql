-- base: answers
-- type: count
-- unit: answers
-- absent: 0
-- label.en: Answers
-- label.bn: উত্তর
-- null.en: never; 0 for none on record
-- null.bn: কখনও নয়; নথি না থাকলে ০
-- source: ledger: answers with a score
COUNT(*)
