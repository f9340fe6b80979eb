-- base: referrals
-- type: days
-- unit: days
-- absent: null
-- label.en: Days since they last sent somebody
-- label.bn: শেষ কাউকে পাঠানোর পর কত দিন
-- null.en: sent nobody, as far as is known
-- null.bn: যতদূর জানা যায় কাউকে পাঠাননি
-- source: ledger: referrals; days since the newest pair was first told
DATE_DIFF('DAY', MAX(happened_on), $as_of)
