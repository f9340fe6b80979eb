-- base: customers
-- type: text
-- unit: account or person
-- absent: null
-- label.en: Kind
-- label.bn: ধরন
-- null.en: no record of the customer beside their orders
-- null.bn: অর্ডার ছাড়া গ্রাহকের আর কোনো নথি নেই
-- source: ledger: customers
MIN(kind)
