-- base: customers
-- type: text
-- unit: contact or distance
-- absent: null
-- label.en: Treatment they asked for
-- label.bn: যেমন আচরণ চেয়েছেন
-- null.en: never said
-- null.bn: কখনও বলেননি
-- source: ledger: what the customer said
MAX(treatment)
