-- base: orders
-- type: days
-- unit: days
-- absent: null
-- label.en: Days since the anniversary as a customer
-- label.bn: গ্রাহক হওয়ার বর্ষপূর্তির পর কত দিন
-- null.en: no purchase, or a customer for less than a year
-- null.bn: কেনেননি, অথবা গ্রাহক এক বছরেরও কম
-- source: ledger: orders; a year is 365.25 days, so up to a day early and never late
-- source.bn: অর্ডার; বছর ধরা হয় ৩৬৫.২৫ দিনে, তাই এক দিন আগে হতে পারে, পরে কখনও নয়
CASE WHEN DATE_DIFF('DAY', MIN(happened_on) FILTER (WHERE is_purchase), $as_of) >= 365 THEN
  DATE_DIFF('DAY', MIN(happened_on) FILTER (WHERE is_purchase), $as_of)
  - CAST(FLOOR(CAST(
      CAST(FLOOR(CAST(
        4 * DATE_DIFF('DAY', MIN(happened_on) FILTER (WHERE is_purchase), $as_of) + 3 AS DOUBLE)
        / CAST(1461 AS DOUBLE)) AS BIGINT) * 1461 AS DOUBLE)
      / CAST(4 AS DOUBLE)) AS BIGINT)
END
