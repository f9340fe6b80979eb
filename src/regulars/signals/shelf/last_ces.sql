-- base: answers
-- type: score
-- unit: points, 1 to 7, high is good
-- absent: null
-- label.en: Last CES
-- label.bn: শেষ CES
-- null.en: no CES answer yet
-- null.bn: এখনও CES উত্তর নেই
-- source: ledger: newest answer of kind ces (ease)
MAX(score) FILTER (WHERE kind = 'ces' AND place = 1)
