-- base: customers
-- type: date
-- unit: day
-- absent: null
-- label.en: Said so on
-- label.bn: যেদিন বলেছেন
-- null: never said, or the day is not known
-- source: ledger: what the customer said
MAX(treatment_on)
