-- base: reservations
-- type: days
-- unit: days
-- absent: null
-- label.en: Days until the next arrival
-- label.bn: পরের আগমনের বাকি দিন
-- null.en: nothing booked ahead
-- null.bn: সামনে কোনো বুকিং নেই
-- source: ledger: reservations booked by then; 0 for today
DATE_DIFF('DAY', $as_of, MIN(arrives_on) FILTER (WHERE is_expected))
