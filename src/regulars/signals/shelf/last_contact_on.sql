-- base: contacts
-- type: date
-- unit: day
-- absent: null
-- label.en: Last contact
-- label.bn: শেষ যোগাযোগ
-- null: no contact on record
-- source: ledger: contacts, and care done
MAX(happened_on)
