-- One row for each problem told up to the day looked at, also of people not named, with what its
-- log says that it took the customer until then. The report is the first contact: a contact logged
-- with the problem at its instant or before is the report again, and so is the first one logged on
-- its day where one of the two has no instant. A contact that the customer began and that is logged
-- with no problem belongs to the one told last of those then open, on a later day than the report,
-- unless a contact of that day is logged with it. A contact with the day and key of a contact in the
-- log of any of the customer's problems is that one, told again.
-- A repeat is a contact within 7 days of the one before; explained again is a contact before which
-- another had taken over. On one day a contact without an instant comes first and such a transfer
-- last: of the orders there may have been, the one that says least.
WITH told AS (
  SELECT
    p.source,
    p.source_id AS problem_key,
    i.customer_id,
    p.topic,
    p.channel,
    p.happened_on AS told_on,
    p.happened_at AS told_at,
    CASE
      WHEN p.state IN ('solved', 'closed') AND COALESCE(p.ended_on, $as_of) <= $as_of THEN p.state
    END AS ended_as,
    CASE WHEN p.state IN ('solved', 'closed') AND p.ended_on <= $as_of THEN p.ended_on END
      AS ended_on,
    CASE WHEN p.state IN ('solved', 'closed') AND p.ended_on <= $as_of THEN p.ended_at END
      AS ended_at
  FROM fact_problem AS p
  LEFT JOIN fact_identity AS i
    ON i.source = p.customer_source AND i.source_id = p.customer_key
  WHERE p.happened_on <= $as_of
),
logged AS (
  SELECT source, problem_key, happened_on, happened_at, channel, step, source_id
  FROM (
    SELECT
      e.source,
      e.problem_key,
      e.happened_on,
      e.happened_at,
      e.channel,
      e.step,
      e.source_id,
      t.told_on,
      t.told_at,
      ROW_NUMBER() OVER (
        PARTITION BY e.source, e.problem_key
        ORDER BY e.happened_on, e.happened_at IS NULL, e.happened_at, e.step IS NULL, e.step,
          e.source_id
      ) AS place
    FROM fact_problem_event AS e
    JOIN told AS t ON t.source = e.source AND t.problem_key = e.problem_key
    WHERE e.kind = 'contact' AND COALESCE(e.began_by, 'customer') = 'customer'
      AND e.happened_on <= $as_of
  ) AS placed
  WHERE NOT COALESCE(happened_at <= told_at, place = 1 AND happened_on <= told_on)
),
again AS (
  SELECT t.customer_id, e.source_id, e.happened_on
  FROM fact_problem_event AS e
  JOIN told AS t ON t.source = e.source AND t.problem_key = e.problem_key
  WHERE e.kind = 'contact'
  GROUP BY t.customer_id, e.source_id, e.happened_on
),
loose AS (
  SELECT m.source, m.problem_key, m.happened_on, m.happened_at, m.channel, m.source_id
  FROM (
    SELECT
      t.source,
      t.problem_key,
      c.happened_on,
      c.happened_at,
      c.channel,
      c.source AS contact_source,
      c.source_id,
      ROW_NUMBER() OVER (
        PARTITION BY c.source, c.source_id
        ORDER BY t.told_on DESC, t.told_at IS NULL, t.told_at DESC, t.source, t.problem_key
      ) AS place
    FROM fact_contact AS c
    JOIN fact_identity AS i
      ON i.source = c.customer_source AND i.source_id = c.customer_key
    JOIN told AS t ON t.customer_id = i.customer_id
    LEFT JOIN again AS a ON a.customer_id = i.customer_id AND a.source_id = c.source_id
      AND a.happened_on = c.happened_on
    WHERE c.began_by = 'customer' AND c.happened_on <= $as_of AND c.happened_on > t.told_on
      AND a.source_id IS NULL
      AND (t.ended_as IS NULL OR c.happened_on <= t.ended_on)
  ) AS m
  LEFT JOIN (
    SELECT source, problem_key, happened_on FROM logged GROUP BY source, problem_key, happened_on
  ) AS l
    ON l.source = m.source AND l.problem_key = m.problem_key AND l.happened_on = m.happened_on
  WHERE m.place = 1 AND l.happened_on IS NULL
),
moves AS (
  SELECT
    source, problem_key, told_on AS happened_on, told_at AS happened_at, channel,
    CAST(NULL AS BIGINT) AS step, '' AS source_id, 0 AS kind
  FROM told
  UNION ALL
  SELECT source, problem_key, happened_on, happened_at, channel, step, source_id, 1 AS kind
  FROM logged
  UNION ALL
  SELECT
    source, problem_key, happened_on, happened_at, channel,
    CAST(NULL AS BIGINT) AS step, source_id, 1 AS kind
  FROM loose
  UNION ALL
  SELECT
    source, problem_key, happened_on, happened_at, CAST(NULL AS VARCHAR) AS channel, step,
    source_id, 2 AS kind
  FROM fact_problem_event
  WHERE kind = 'transfer' AND happened_on <= $as_of
),
handed AS (
  SELECT
    *,
    SUM(CASE WHEN kind = 2 THEN 1 ELSE 0 END) OVER (
      PARTITION BY source, problem_key
      ORDER BY kind > 0, happened_on,
        CASE WHEN happened_at IS NOT NULL THEN 1 WHEN kind = 2 THEN 2 ELSE 0 END, happened_at,
        step IS NULL, step, kind, source_id, channel
      ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
    ) AS hands,
    ROW_NUMBER() OVER (
      PARTITION BY source, problem_key
      ORDER BY kind > 0, happened_on,
        CASE WHEN happened_at IS NOT NULL THEN 1 WHEN kind = 2 THEN 2 ELSE 0 END, happened_at,
        step IS NULL, step, kind, source_id, channel
    ) AS place
  FROM moves
),
talks AS (
  SELECT
    *,
    LAG(happened_on) OVER (PARTITION BY source, problem_key ORDER BY place) AS before_on,
    LAG(channel) OVER (PARTITION BY source, problem_key ORDER BY place) AS before_channel,
    LAG(hands) OVER (PARTITION BY source, problem_key ORDER BY place) AS before_hands
  FROM handed
  WHERE kind < 2
),
talked AS (
  SELECT
    source,
    problem_key,
    COUNT(*) - 1 AS contacts_again,
    COUNT(*) FILTER (WHERE kind = 1 AND DATE_DIFF('DAY', before_on, happened_on) <= 7)
      AS repeat_contacts,
    COUNT(*) FILTER (WHERE kind = 1 AND channel <> before_channel) AS channel_switches,
    COUNT(*) FILTER (WHERE kind = 1 AND hands > before_hands) AS explained_again,
    MAX(happened_on) AS last_contact_on
  FROM talks
  GROUP BY source, problem_key
),
steps AS (
  SELECT
    source,
    problem_key,
    COUNT(*) FILTER (WHERE kind = 'transfer') AS transfers,
    COUNT(*) FILTER (WHERE kind = 'reopened') AS reopenings,
    MAX(happened_on) FILTER (WHERE kind IN ('solved', 'closed')) AS last_ended_on
  FROM fact_problem_event
  WHERE happened_on <= $as_of
  GROUP BY source, problem_key
)
SELECT
  t.source,
  t.problem_key,
  t.customer_id,
  t.topic,
  t.told_on,
  t.told_at,
  t.ended_as,
  CASE WHEN t.ended_as IS NOT NULL THEN COALESCE(t.ended_on, s.last_ended_on) END AS ended_on,
  t.ended_at,
  k.contacts_again,
  k.repeat_contacts,
  k.channel_switches,
  k.explained_again,
  k.last_contact_on,
  COALESCE(s.transfers, 0) AS transfers,
  COALESCE(s.reopenings, 0) AS reopenings
FROM told AS t
JOIN talked AS k ON k.source = t.source AND k.problem_key = t.problem_key
LEFT JOIN steps AS s ON s.source = t.source AND s.problem_key = t.problem_key
