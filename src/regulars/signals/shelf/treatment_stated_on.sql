-- base: customers
-- type: date
-- unit: day
-- absent: null
-- label.en: Said so on
-- label.bn: যেদিন বলেছেন
-- null.en: never said, or the day is not known
-- null.bn: কখনও বলেননি, বা দিন জানা নেই
-- source: ledger: what the customer said
MAX(treatment_on)
