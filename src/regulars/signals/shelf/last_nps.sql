-- base: answers
-- type: score
-- unit: points, 0 to 10, high is good
-- absent: null
-- label.en: Last NPS
-- label.bn: শেষ NPS
-- null.en: no NPS answer yet
-- null.bn: এখনও NPS উত্তর নেই
-- source: ledger: newest answer of kind nps (would recommend)
MAX(score) FILTER (WHERE kind = 'nps' AND place = 1)
