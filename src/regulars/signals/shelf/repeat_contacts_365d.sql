-- base: efforts
-- type: count
-- unit: contacts
-- absent: 0
-- label.en: Contacted us again about a problem, last 365 days
-- label.bn: শেষ ৩৬৫ দিনে একই সমস্যা নিয়ে আবার যোগাযোগ
-- null.en: never; 0 for none on record
-- null.bn: কখনও নয়; নথি না থাকলে ০
-- source: ledger: contacts within 7 days of the one before, of problems told in that time
COALESCE(CAST(SUM(repeat_contacts) FILTER (WHERE told_on > $as_of - 365) AS BIGINT), 0)
