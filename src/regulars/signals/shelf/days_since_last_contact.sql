-- base: contacts
-- type: days
-- unit: days
-- absent: null
-- label.en: Days since the last contact
-- label.bn: শেষ যোগাযোগের পর দিন
-- null: no contact on record
-- source: ledger: contacts, and care done
DATE_DIFF('DAY', MAX(happened_on), $as_of)
