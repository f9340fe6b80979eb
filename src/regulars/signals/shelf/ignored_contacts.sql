-- base: silences
-- type: count
-- unit: contacts
-- absent: 0
-- label.en: Contacts of ours in a row without an answer
-- label.bn: পরপর আমাদের যত যোগাযোগে সাড়া মেলেনি
-- null.en: never; 0 for none on record
-- null.bn: কখনও নয়; নথি না থাকলে ০
-- source: ledger: contacts of ours that were ignored, since they last reacted, wrote, ordered or booked
COUNT(*)
