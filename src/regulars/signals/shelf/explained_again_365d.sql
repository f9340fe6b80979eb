-- base: efforts
-- type: count
-- unit: contacts
-- absent: 0
-- label.en: Had to explain a problem again, last 365 days
-- label.bn: শেষ ৩৬৫ দিনে সমস্যা আবার বুঝিয়ে বলতে হয়েছে
-- null.en: never; 0 for none on record
-- null.bn: কখনও নয়; নথি না থাকলে ০
-- source: ledger: contacts after another had taken over, of problems told in that time
COALESCE(CAST(SUM(explained_again) FILTER (WHERE told_on > $as_of - 365) AS BIGINT), 0)
