-- base: contacts
-- type: date
-- unit: day
-- absent: null
-- label.en: Last heard from
-- label.bn: শেষ সাড়া
-- null.en: no sign of theirs in a contact on record
-- null.bn: যোগাযোগে তাঁদের কোনো সাড়ার নথি নেই
-- source: ledger: contacts they began, and reactions to ours other than silence
MAX(happened_on) FILTER (WHERE is_sign)
