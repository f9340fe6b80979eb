-- base: problems
-- type: date
-- unit: day
-- absent: null
-- label.en: Last problem
-- label.bn: শেষ সমস্যা
-- null.en: no problem on record
-- null.bn: কোনো সমস্যার নথি নেই
-- source: ledger: problems
MAX(happened_on)
