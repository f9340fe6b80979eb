-- base: answers
-- type: date
-- unit: day
-- absent: null
-- label.en: Last CES answered
-- label.bn: শেষ CES উত্তরের দিন
-- null.en: no CES answer yet
-- null.bn: এখনও CES উত্তর নেই
-- source: ledger: day of the newest answer of kind ces
MAX(happened_on) FILTER (WHERE kind = 'ces')
