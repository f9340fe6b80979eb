-- base: contacts
-- type: count
-- unit: contacts
-- absent: 0
-- label.en: Calls and visits that were not welcome
-- label.bn: অনাকাঙ্ক্ষিত ফোন ও সাক্ষাৎ
-- null.en: never; 0 for none on record
-- null.bn: কখনও নয়; নথি না থাকলে ০
-- source: ledger: reactions to calls, visits and talks at the counter
COUNT(*) FILTER (WHERE is_personal AND reaction IN ('unwelcome', 'ignored'))
