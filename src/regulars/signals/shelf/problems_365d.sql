-- base: problems
-- type: count
-- unit: problems
-- absent: 0
-- label.en: Problems of the last 365 days
-- label.bn: শেষ ৩৬৫ দিনের সমস্যা
-- null.en: never; 0 for none on record
-- null.bn: কখনও নয়; নথি না থাকলে ০
-- source: ledger: problems by the day they were told
COUNT(*) FILTER (WHERE happened_on > $as_of - 365)
