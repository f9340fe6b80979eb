-- base: answers
-- type: date
-- unit: day
-- absent: null
-- label.en: Last NPS answered
-- label.bn: শেষ NPS উত্তরের দিন
-- null.en: no NPS answer yet
-- null.bn: এখনও NPS উত্তর নেই
-- source: ledger: day of the newest answer of kind nps
MAX(happened_on) FILTER (WHERE kind = 'nps')
