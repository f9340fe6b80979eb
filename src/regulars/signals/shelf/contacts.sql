-- base: contacts
-- type: count
-- unit: contacts
-- absent: 0
-- label.en: Contacts
-- label.bn: যোগাযোগ
-- null: never; 0 for none on record
-- source: ledger: contacts, and care done
COUNT(*)
