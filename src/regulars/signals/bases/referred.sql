-- The referrals from the other side: one row for each customer and one who sent them.
SELECT sent_id AS customer_id, happened_on
FROM referrals
