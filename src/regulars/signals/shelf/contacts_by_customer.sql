-- base: contacts
-- type: count
-- unit: contacts
-- absent: 0
-- label.en: Contacts they began
-- label.bn: তাঁদের শুরু করা যোগাযোগ
-- null.en: never; 0 for none on record
-- null.bn: কখনও নয়; নথি না থাকলে ০
-- source: ledger: contacts whose beginner is known
COUNT(*) FILTER (WHERE began_by = 'customer')
