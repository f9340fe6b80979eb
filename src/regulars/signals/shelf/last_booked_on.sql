-- base: reservations
-- type: date
-- unit: day
-- absent: null
-- label.en: Last booked
-- label.bn: শেষ বুকিং
-- null.en: no booking on record
-- null.bn: কোনো বুকিংয়ের নথি নেই
-- source: ledger: day of booking of reservations that were not cancelled
MAX(happened_on)
