-- The spend of customers who were sent, handed up to who sent them, at most three levels: three
-- joins, no recursion. Parallel senders share alike, and what does not divide goes to the first to
-- have told. Who was sent in turn passes half of their share on, rounded down, and keeps the rest.
-- One row for each share, and one with a minus for each part passed on: all rows of one spender add
-- up to what they spent. A path never comes back to who is on it, so referrals in a circle pass
-- nobody their own spend. `sent_id` is whose spend it is.
-- Source: one unit of value is split across parallel referrers and halved for each level up.
WITH first_level AS (
  SELECT
    spender,
    sender,
    share + CASE WHEN place <= amount - share * senders THEN 1 ELSE 0 END AS amount
  FROM (
    SELECT
      spender,
      sender,
      amount,
      senders,
      place,
      CAST(FLOOR(CAST(amount AS DOUBLE) / CAST(senders AS DOUBLE)) AS BIGINT) AS share
    FROM (
      SELECT
        sent_id AS spender,
        customer_id AS sender,
        spend_minor AS amount,
        COUNT(*) OVER (PARTITION BY sent_id) AS senders,
        ROW_NUMBER() OVER (PARTITION BY sent_id ORDER BY happened_on, customer_id) AS place
      FROM referrals
    ) AS senders_of
  ) AS shared
),
second_level AS (
  SELECT
    spender,
    via,
    sender,
    share + CASE WHEN place <= amount - share * senders THEN 1 ELSE 0 END AS amount
  FROM (
    SELECT
      spender,
      via,
      sender,
      amount,
      senders,
      place,
      CAST(FLOOR(CAST(amount AS DOUBLE) / CAST(senders AS DOUBLE)) AS BIGINT) AS share
    FROM (
      SELECT
        f.spender,
        f.sender AS via,
        r.customer_id AS sender,
        CAST(FLOOR(CAST(f.amount AS DOUBLE) / CAST(2 AS DOUBLE)) AS BIGINT) AS amount,
        COUNT(*) OVER (PARTITION BY f.spender, f.sender) AS senders,
        ROW_NUMBER() OVER (
          PARTITION BY f.spender, f.sender ORDER BY r.happened_on, r.customer_id
        ) AS place
      FROM first_level AS f
      JOIN referrals AS r ON r.sent_id = f.sender AND r.customer_id <> f.spender
    ) AS senders_of
  ) AS shared
),
third_level AS (
  SELECT
    spender,
    via,
    sender,
    share + CASE WHEN place <= amount - share * senders THEN 1 ELSE 0 END AS amount
  FROM (
    SELECT
      spender,
      via,
      sender,
      amount,
      senders,
      place,
      CAST(FLOOR(CAST(amount AS DOUBLE) / CAST(senders AS DOUBLE)) AS BIGINT) AS share
    FROM (
      SELECT
        s.spender,
        s.sender AS via,
        r.customer_id AS sender,
        CAST(FLOOR(CAST(s.amount AS DOUBLE) / CAST(2 AS DOUBLE)) AS BIGINT) AS amount,
        COUNT(*) OVER (PARTITION BY s.spender, s.via, s.sender) AS senders,
        ROW_NUMBER() OVER (
          PARTITION BY s.spender, s.via, s.sender ORDER BY r.happened_on, r.customer_id
        ) AS place
      FROM second_level AS s
      JOIN referrals AS r
        ON r.sent_id = s.sender AND r.customer_id <> s.spender AND r.customer_id <> s.via
    ) AS senders_of
  ) AS shared
)
SELECT sender AS customer_id, spender AS sent_id, amount AS amount_minor FROM first_level
UNION ALL
SELECT via AS customer_id, spender AS sent_id, -amount AS amount_minor FROM second_level
UNION ALL
SELECT sender AS customer_id, spender AS sent_id, amount AS amount_minor FROM second_level
UNION ALL
SELECT via AS customer_id, spender AS sent_id, -amount AS amount_minor FROM third_level
UNION ALL
SELECT sender AS customer_id, spender AS sent_id, amount AS amount_minor FROM third_level
