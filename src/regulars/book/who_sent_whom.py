"""Who sent whom, as a snapshot keeps it: each pair that was told, whether it counts, and shares."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pyarrow as pa

from regulars.engines import Engine
from regulars.engines.engine import literal

REFERRALS = pa.schema(
    [
        ("customer_id", pa.string()),
        ("sent_customer_id", pa.string()),
        ("happened_on", pa.date32()),
        ("known_by", pa.string()),
        ("confidence_permille", pa.int64()),
        ("not_counted", pa.string()),
    ]
)
"""`not_counted`: null where the pair counts, else `self`, `unsure` or `came_before`."""
SENT_SHARES = pa.schema(
    [
        ("customer_id", pa.string()),
        ("sent_customer_id", pa.string()),
        ("share_minor", pa.int64()),
    ]
)
"""Of the spend expected of one customer, what another one shares in."""

# Of what was told of a pair on several ways the surest counts, then the first to be told.
_REFERRALS = """
SELECT a.id AS customer_id, b.id AS sent_customer_id, t.happened_on, t.known_by,
  t.confidence_permille,
  CASE WHEN r.customer_id IS NOT NULL THEN CAST(NULL AS TEXT)
    WHEN t.sender = t.came THEN 'self'
    WHEN t.confidence_permille < 500 THEN 'unsure'
    ELSE 'came_before' END AS not_counted
FROM (
  SELECT s.customer_id AS sender, c.customer_id AS came, f.known_by, f.confidence_permille,
    f.happened_on,
    ROW_NUMBER() OVER (
      PARTITION BY s.customer_id, c.customer_id
      ORDER BY COALESCE(f.confidence_permille, 1000) DESC, f.happened_on, f.source, f.source_id
    ) AS place
  FROM fact_referral AS f
  JOIN fact_identity AS s ON s.source = f.customer_source AND s.source_id = f.customer_key
  JOIN fact_identity AS c ON c.source = f.other_source AND c.source_id = f.other_key
  WHERE f.happened_on <= {today}
) AS t
JOIN customers_all AS a ON a.customer_id = t.sender
JOIN customers_all AS b ON b.customer_id = t.came
LEFT JOIN referrals AS r ON r.customer_id = t.sender AND r.sent_id = t.came
WHERE t.place = 1
ORDER BY t.sender, t.came
"""
_SHARES = """
SELECT a.id AS customer_id, b.id AS sent_customer_id, CAST(s.share_minor AS BIGINT) AS share_minor
FROM (
  SELECT customer_id, sent_id, SUM(amount_minor) AS share_minor
  FROM sent_shares GROUP BY customer_id, sent_id
) AS s
JOIN customers_all AS a ON a.customer_id = s.customer_id
JOIN customers_all AS b ON b.customer_id = s.sent_id
WHERE s.share_minor > 0
ORDER BY s.customer_id, s.sent_id
"""


def write_who_sent_whom(engine: Engine, making: Path, *, as_of: date) -> None:
    """Write both into the folder `making`."""
    today = f"CAST({literal(as_of.isoformat())} AS DATE)"
    engine.write_parquet(_REFERRALS.format(today=today), making / "referrals.parquet")
    engine.write_parquet(_SHARES, making / "sent_shares.parquet")
