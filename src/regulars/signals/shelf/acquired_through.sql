-- base: customers
-- type: text
-- unit: as the source writes it
-- absent: null
-- label.en: Became a customer through
-- label.bn: যে পথে গ্রাহক হয়েছেন
-- null.en: not known
-- null.bn: জানা নেই
-- source: ledger: customers; the record that knows them longest
MAX(acquired_through)
