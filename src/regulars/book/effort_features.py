"""One row a problem: what its log says, what the customer was to us before, and what followed."""

from __future__ import annotations

from datetime import date

from regulars.engines import Engine
from regulars.engines.engine import literal

FOLLOWED_DAYS = 90
"""So long after its end it is known whether the customer came back."""
FIRST_CONTACT = "first_contact"
"""The question, of kind `choice`, whether it was solved at the first contact: `yes` or `no`."""
MICROSECONDS_OF_AN_HOUR = 3_600_000_000.0

# Steps of one moment are one, else the wait that begins there would end there.
_WAITS = """
SELECT source, problem_key, waiting_for, CAST(SUM(waited) AS BIGINT) AS waited
FROM (
  SELECT s.source, s.problem_key, s.waiting_for,
    DATE_DIFF('MICROSECOND', s.moment, COALESCE(
      LEAD(s.moment) OVER (PARTITION BY s.source, s.problem_key ORDER BY s.moment),
      CASE WHEN e.ended_as IS NULL THEN CAST({as_of} + 1 AS TIMESTAMP) ELSE s.moment END
    )) AS waited
  FROM (
    SELECT source, problem_key, COALESCE(happened_at, CAST(happened_on AS TIMESTAMP)) AS moment,
      MAX(waiting_for) AS waiting_for
    FROM fact_problem_event WHERE happened_on <= {as_of}
    GROUP BY source, problem_key, COALESCE(happened_at, CAST(happened_on AS TIMESTAMP))
  ) AS s
  JOIN efforts AS e ON e.source = s.source AND e.problem_key = s.problem_key
) AS waits
WHERE waiting_for IS NOT NULL AND waited > 0
GROUP BY source, problem_key, waiting_for
"""

_WAITED = """
SELECT source, problem_key,
  MAX(waited) FILTER (WHERE waiting_for = 'customer') AS customer,
  MAX(waited) FILTER (WHERE waiting_for = 'us') AS us,
  MAX(waited) FILTER (WHERE waiting_for = 'third_party') AS third_party
FROM effort_waits GROUP BY source, problem_key
"""

_LOGGED = """
SELECT e.source,
  COUNT(*) FILTER (WHERE e.kind = 'contact') > 0 AS contacts, COUNT(*) > 0 AS steps
FROM fact_problem_event AS e WHERE e.happened_on <= {as_of} GROUP BY e.source
"""

_REASONS = """
SELECT source, problem_key, reason FROM (
  SELECT source, problem_key, reason, ROW_NUMBER() OVER (
    PARTITION BY source, problem_key
    ORDER BY happened_on DESC, happened_at IS NULL, happened_at DESC, step DESC, reason) AS place
  FROM fact_problem_event
  WHERE kind = 'transfer' AND reason IS NOT NULL AND happened_on <= {as_of}
) AS placed WHERE place = 1
"""

_REPLIES = """
SELECT source, problem_key,
  MAX(happened_at) FILTER (WHERE kind = 'promise') AS made_at,
  MAX(happened_at) FILTER (
    WHERE (kind = 'contact' AND began_by = 'us') OR kind IN ('solved', 'closed')) AS replied_at
FROM fact_problem_event WHERE happened_on <= {as_of} GROUP BY source, problem_key
"""

# The newest answer counts; of one day the later, then the one that asks for care.
_SAID = """
SELECT source, problem_key, score, choice, happened_on FROM (
  SELECT source, problem_key, score, choice, happened_on, ROW_NUMBER() OVER (
    PARTITION BY source, problem_key
    ORDER BY happened_on DESC, happened_at IS NULL, happened_at DESC, score, choice) AS place
  FROM fact_answer
  WHERE problem_key IS NOT NULL AND happened_on <= {as_of} AND {which}
) AS placed WHERE place = 1
"""

_CES = "kind = 'ces' AND score IS NOT NULL"
_AT_ONCE = f"kind = 'choice' AND question = {literal(FIRST_CONTACT)} AND choice IN ('yes', 'no')"

_FEATURES = """
SELECT
  e.source, e.problem_key, e.customer_id, e.topic, e.told_on, e.ended_as, e.ended_on,
  CASE
    WHEN e.ended_as IS NULL THEN CAST(DATE_DIFF('DAY', e.told_on, {as_of}) AS DOUBLE) * 24
    -- Of a null and 0 the greater one is 0.
    WHEN e.ended_on IS NULL THEN NULL
    WHEN e.told_at IS NOT NULL AND e.ended_at IS NOT NULL
      THEN GREATEST(CAST(DATE_DIFF('MICROSECOND', e.told_at, e.ended_at) AS DOUBLE), 0) / {hour}
    ELSE GREATEST(CAST(DATE_DIFF('DAY', e.told_on, e.ended_on) AS DOUBLE), 0) * 24
  END AS hours_open,
  CAST(w.customer AS DOUBLE) / {hour} AS hours_waiting_customer,
  CAST(w.us AS DOUBLE) / {hour} AS hours_waiting_us,
  CAST(w.third_party AS DOUBLE) / {hour} AS hours_waiting_third_party,
  e.contacts_again, e.transfers, r.reason AS transfer_reason, e.reopenings,
  COALESCE(l.contacts, FALSE) OR MAX(e.contacts_again) OVER (PARTITION BY e.source) > 0
    AS logs_contacts,
  COALESCE(l.steps, FALSE) AS logs_steps,
  e.repeat_contacts, e.channel_switches, e.explained_again,
  CASE WHEN p.promised_at IS NOT NULL AND e.ended_as IS NULL
    AND COALESCE(y.replied_at < COALESCE(y.made_at, e.told_at), y.replied_at IS NULL)
    THEN p.promised_at END AS promised_at,
  c.score AS ces, c.happened_on AS ces_on,
  f.choice AS said_at_once,
  t.visits AS visits_before, t.spent_minor AS spent_before_minor,
  t.first_visit_on, t.last_visit_on, t.told_before_on, t.next_visit_on AS visit_after_told_on,
  CASE
    WHEN t.visits > 0 AND e.ended_on + {followed} <= {as_of} THEN
      CASE WHEN COALESCE(n.next_visit_on <= e.ended_on + {followed}, FALSE)
        AND NOT COALESCE(t.next_bad_on <= e.ended_on + {followed}, FALSE) THEN 0 ELSE 1 END
  END AS lost
FROM efforts AS e
JOIN fact_problem AS p ON p.source = e.source AND p.source_id = e.problem_key
LEFT JOIN effort_waited AS w ON w.source = e.source AND w.problem_key = e.problem_key
LEFT JOIN effort_logged AS l ON l.source = e.source
LEFT JOIN effort_reasons AS r ON r.source = e.source AND r.problem_key = e.problem_key
LEFT JOIN effort_replies AS y ON y.source = e.source AND y.problem_key = e.problem_key
LEFT JOIN effort_ces AS c ON c.source = e.source AND c.problem_key = e.problem_key
LEFT JOIN effort_at_once AS f ON f.source = e.source AND f.problem_key = e.problem_key
LEFT JOIN (SELECT * FROM effort_days WHERE what = 'told') AS t
  ON t.source = e.source AND t.problem_key = e.problem_key
LEFT JOIN (SELECT * FROM effort_days WHERE what = 'ended') AS n
  ON n.source = e.source AND n.problem_key = e.problem_key
"""

# What a source never logs is not known of its problems, and is no zero.
_KNOWN = """
SELECT f.*,
  CASE WHEN logs_contacts THEN repeat_contacts END AS repeats_known,
  CASE WHEN logs_contacts THEN channel_switches END AS switches_known,
  CASE WHEN logs_contacts THEN explained_again END AS explained_known,
  CASE WHEN logs_steps THEN transfers END AS transfers_known,
  CASE WHEN logs_steps THEN reopenings END AS reopenings_known,
  CASE WHEN hours_open IS NOT NULL
    THEN GREATEST(hours_open - COALESCE(hours_waiting_customer, 0), 0) END AS hours_ours,
  CASE WHEN ended_as = 'solved' AND logs_steps
    THEN contacts_again = 0 AND transfers = 0 AND reopenings = 0 END
    AS logged_at_once
FROM effort_log AS f
"""


def define_features(engine: Engine, *, as_of: date) -> None:
    """Make `problem_features`, one row a problem, from `efforts`, `effort_days` and `fact_…`.

    `lost` is 1 where the customer did not come again within `FOLLOWED_DAYS` of its end, or rated us
    2 of 5 at most since they told it; `hours_ours` are those in which it did not wait for them.

    Null: `…_known` what their source never logs; `lost` who never came before, or is not followed
          for long enough; hours of waiting where the log says nothing of it.
    """
    day = f"CAST({literal(as_of.isoformat())} AS DATE)"
    for name, sql in (
        ("effort_waits", _WAITS),
        ("effort_waited", _WAITED),
        ("effort_logged", _LOGGED),
        ("effort_reasons", _REASONS),
        ("effort_replies", _REPLIES),
        ("effort_ces", _SAID.replace("{which}", _CES)),
        ("effort_at_once", _SAID.replace("{which}", _AT_ONCE)),
    ):
        engine.define_view(name, sql.format(as_of=day))
    engine.define_view(
        "effort_log",
        _FEATURES.format(as_of=day, hour=MICROSECONDS_OF_AN_HOUR, followed=FOLLOWED_DAYS),
    )
    engine.define_table("problem_features", _KNOWN)
