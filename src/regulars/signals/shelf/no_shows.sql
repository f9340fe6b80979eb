-- base: reservations
-- type: count
-- unit: reservations
-- absent: 0
-- label.en: Booked and did not come
-- label.bn: বুকিং দিয়ে আসেননি
-- null.en: never; 0 for none on record
-- null.bn: কখনও নয়; নথি না থাকলে ০
-- source: ledger: reservations of those who were expected and did not come
COUNT(*) FILTER (WHERE is_no_show)
