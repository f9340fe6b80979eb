-- base: problems
-- type: days
-- unit: days
-- absent: null
-- label.en: Oldest open problem
-- label.bn: সবচেয়ে পুরোনো অমীমাংসিত সমস্যা
-- null.en: no open problem
-- null.bn: কোনো অমীমাংসিত সমস্যা নেই
-- source: ledger: days since the oldest open problem was told
DATE_DIFF('DAY', MIN(happened_on) FILTER (WHERE is_open), $as_of)
