"""What customers bring by those they sent: the spend expected of these, handed up to who sent them.

After the estimates, because it hands up what they expect; in SQL, because it follows referrals.
"""

from __future__ import annotations

from regulars.book.alike import Alike
from regulars.engines import Engine
from regulars.signals.credit import credit_sql

COLUMNS: dict[str, str] = {
    "sent_value_365_minor": "Of the spend expected in the next 365 days of customers whom they "
    "sent, what they share in, three levels deep; all shares add up to that spend. Nothing of "
    "who would have come anyway. In minor units of the book's currency.",
    "sent_value_365_low_minor": "Lower end of the predictive interval.",
    "sent_value_365_high_minor": "Upper end of the predictive interval.",
    "sends_value_365_minor": "What the customers they may send next would spend in a year: "
    "`sends_365` times what is expected of one who was sent. In minor units of "
    "the book's currency.",
    "sends_value_365_low_minor": "Lower end, by that of `sends_365`.",
    "sends_value_365_high_minor": "Upper end, by that of `sends_365`.",
}
"""Null in all: no spend can be expected of anybody yet; in the last three also: no `sends_365`. The
first are 0 for who sent nobody, as far as known."""

_AHEAD = """
SELECT customer_id, would_have_come, expected_spend_365_minor AS mean_minor,
  expected_spend_365_low_minor AS low_minor, expected_spend_365_high_minor AS high_minor
FROM expected_card
"""
# Who never bought hands nothing up, but may have sent others: their referrals stay.
_EDGES = """
SELECT r.customer_id, r.sent_id, r.happened_on,
  CASE WHEN COALESCE(a.would_have_come, '') = 'yes' THEN 0 ELSE COALESCE(a.mean_minor, 0) END
    AS spend_minor
FROM referrals AS r
JOIN spend_ahead AS a ON a.customer_id = r.sent_id
"""
# One share of one customer's spend varies as that spend does; those of several are independent, so
# that the ends are as far from the sum as the root of the squares of how far each is from its own.
_SENT = """
SELECT customer_id, SUM(amount_minor) AS value_minor,
  SUM(below * below) AS below_squared, SUM(above * above) AS above_squared
FROM (
  SELECT s.customer_id, s.amount_minor,
    CAST(ROUND(CAST(s.amount_minor AS DOUBLE) / a.mean_minor * (a.mean_minor - a.low_minor))
      AS DECIMAL(19, 0)) AS below,
    CAST(ROUND(CAST(s.amount_minor AS DOUBLE) / a.mean_minor * (a.high_minor - a.mean_minor))
      AS DECIMAL(19, 0)) AS above
  FROM (
    SELECT customer_id, sent_id, SUM(amount_minor) AS amount_minor
    FROM sent_shares GROUP BY customer_id, sent_id
  ) AS s
  JOIN spend_ahead AS a ON a.customer_id = s.sent_id
  WHERE s.amount_minor > 0
) AS parts
GROUP BY customer_id
"""
FEWEST_SENT = 10
"""With fewer of whom spend is expected, one who is sent is taken for any customer."""
_EACH = f"""
SELECT CASE
    WHEN of_sent >= {FEWEST_SENT} THEN CAST(sent_minor AS DOUBLE) / of_sent
    WHEN of_all > 0 THEN CAST(all_minor AS DOUBLE) / of_all
  END AS each_minor
FROM (
  SELECT COUNT(expected_spend_365_minor) AS of_all, SUM(expected_spend_365_minor) AS all_minor,
    COUNT(expected_spend_365_minor) FILTER (WHERE referrals_received > 0) AS of_sent,
    SUM(expected_spend_365_minor) FILTER (WHERE referrals_received > 0) AS sent_minor
  FROM sends_card
) AS sums
"""
_JOINED = """
SELECT c.*, {values}
FROM sends_card AS c
LEFT JOIN sent_ahead AS s ON s.customer_id = c.customer_id
CROSS JOIN spend_of_one_sent AS e
"""


def define_sent_value(engine: Engine) -> dict[str, Alike]:
    """Make `sent_card`: `sends_card` with `COLUMNS`; those that say the same of everybody."""
    sent = bool(engine.rows("SELECT 1 FROM referrals LIMIT 1"))
    # Of a book without referrals nothing is handed up: the card need not be gone through for it.
    (engine.define_table if sent else engine.define_view)("spend_ahead", _AHEAD)
    [(known,)] = engine.rows(
        "SELECT COUNT(*) FROM (SELECT 1 FROM spend_ahead WHERE mean_minor IS NOT NULL LIMIT 1) AS k"
    )
    engine.define_view("referrals_ahead", _EDGES)
    shares = credit_sql(edges="referrals_ahead")
    if not sent:
        engine.define_table("sent_shares", f"SELECT * FROM ({shares}) AS nothing LIMIT 0")
        alike = {
            name: Alike("BIGINT", 0 if known and name.startswith("sent_") else None)
            for name in COLUMNS
        }
        values = ", ".join(f"{one.sql} AS {name}" for name, one in alike.items())
        engine.define_view("sent_card", f"SELECT c.*, {values} FROM sends_card AS c")
        return alike
    engine.define_view("sent_shares", shares)
    engine.define_table("sent_ahead", _SENT)
    engine.define_table("spend_of_one_sent", _EACH)
    engine.define_view("sent_card", _JOINED.format(values=_values(is_known=known > 0)))
    return {}


def _values(*, is_known: bool) -> str:
    if not is_known:
        return ", ".join(f"CAST(NULL AS BIGINT) AS {name}" for name in COLUMNS)
    value = "COALESCE(CAST(s.value_minor AS DOUBLE), 0)"
    below, above = (f"SQRT(COALESCE(CAST(s.{end}_squared AS DOUBLE), 0))" for end in ENDS)
    values = (
        "COALESCE(s.value_minor, 0)",
        f"ROUND(GREATEST({value} - {below}, 0))",
        f"ROUND({value} + {above})",
        *(f"ROUND(c.sends_365{end} * e.each_minor)" for end in ("", "_low", "_high")),
    )
    return ", ".join(
        f"CAST({one} AS BIGINT) AS {name}" for one, name in zip(values, COLUMNS, strict=True)
    )


ENDS = ("below", "above")
