-- base: customers
-- type: text
-- unit: account or person
-- absent: null
-- label.en: Kind
-- label.bn: ধরন
-- null: no record of the customer beside their orders
-- source: ledger: customers
MIN(kind)
