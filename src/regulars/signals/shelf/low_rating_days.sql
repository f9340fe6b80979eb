-- base: reviews
-- type: days
-- unit: days
-- absent: null
-- label.en: Low rating without a reply, since
-- label.bn: কম রেটিংয়ের জবাব দেওয়া হয়নি
-- null.en: no low rating waits for a reply
-- null.bn: জবাবের অপেক্ষায় কোনো কম রেটিং নেই
-- source: ledger: days since the newest review of 3 of 5 points or less that nobody has answered
DATE_DIFF('DAY', MAX(happened_on) FILTER (WHERE rating_milli <= 3000 AND NOT is_answered), $as_of)
