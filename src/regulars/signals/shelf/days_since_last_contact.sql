-- base: contacts
-- type: days
-- unit: days
-- absent: null
-- label.en: Days since the last contact
-- label.bn: শেষ যোগাযোগের পর দিন
-- null.en: no contact on record
-- null.bn: কোনো যোগাযোগের নথি নেই
-- source: ledger: contacts, and care done
DATE_DIFF('DAY', MAX(happened_on), $as_of)
