-- base: contacts
-- type: count
-- unit: contacts
-- absent: 0
-- label.en: Contacts
-- label.bn: যোগাযোগ
-- null.en: never; 0 for none on record
-- null.bn: কখনও নয়; নথি না থাকলে ০
-- source: ledger: contacts, and care done
COUNT(*)
