-- base: reservations
-- type: date
-- unit: day
-- absent: null
-- label.en: Last departure
-- label.bn: শেষ প্রস্থান
-- null.en: no stay has ended yet
-- null.bn: এখনও কোনো অবস্থান শেষ হয়নি
-- source: ledger: stays; the day of arrival where that of departure is not told
MAX(departs_on) FILTER (WHERE is_stay AND departs_on <= $as_of)
