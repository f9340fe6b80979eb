-- base: reservations
-- type: date
-- unit: day
-- absent: null
-- label.en: Next arrival
-- label.bn: পরের আগমন
-- null.en: nothing booked ahead
-- null.bn: সামনে কোনো বুকিং নেই
-- source: ledger: reservations booked by then whose arrival is still to come
MIN(arrives_on) FILTER (WHERE is_expected)
