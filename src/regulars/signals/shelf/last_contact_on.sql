-- base: contacts
-- type: date
-- unit: day
-- absent: null
-- label.en: Last contact
-- label.bn: শেষ যোগাযোগ
-- null.en: no contact on record
-- null.bn: কোনো যোগাযোগের নথি নেই
-- source: ledger: contacts, and care done
MAX(happened_on)
