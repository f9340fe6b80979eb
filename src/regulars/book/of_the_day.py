"""What the day itself brings beside the lists: who arrives and departs, reviews of nobody known."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pyarrow as pa

from regulars.engines import Engine
from regulars.engines.engine import literal

ARRIVALS = pa.schema(
    [
        ("customer_id", pa.string()),
        ("source", pa.string()),
        ("source_id", pa.string()),
        ("state", pa.string()),
        ("arrives_on", pa.date32()),
        ("arrives_at", pa.timestamp("us")),
        ("departs_on", pa.date32()),
        ("party", pa.int64()),
        ("purpose", pa.string()),
        ("unit", pa.string()),
    ]
)
UNKNOWN_REVIEWS = pa.schema(
    [
        ("source", pa.string()),
        ("source_id", pa.string()),
        ("site", pa.string()),
        ("happened_on", pa.date32()),
        ("rating_milli", pa.int64()),
        ("best_rating", pa.int64()),
    ]
)
ANSWERED_WITHIN_DAYS = 90
"""As the play for known customers: a later reply looks like housekeeping."""

# Whoever came yesterday is no matter of today; tomorrow's guests can still be prepared for.
_ARRIVALS = """
SELECT a.id AS customer_id, r.source, r.source_id, r.state, r.arrives_on, r.arrives_at,
  r.departs_on, r.party, r.purpose, r.unit
FROM fact_reservation AS r
LEFT JOIN fact_identity AS i ON i.source = r.customer_source AND i.source_id = r.customer_key
LEFT JOIN customers_all AS a ON a.customer_id = i.customer_id
WHERE r.state <> 'cancelled' AND r.happened_on <= {today}
  AND (r.arrives_on IN ({today}, {tomorrow}) OR r.departs_on = {today})
ORDER BY r.arrives_on, r.source, r.source_id
"""

_UNKNOWN_REVIEWS = """
SELECT r.source, r.source_id, r.site, r.happened_on, r.rating_milli, r.best_rating
FROM fact_review AS r
LEFT JOIN fact_identity AS i ON i.source = r.customer_source AND i.source_id = r.customer_key
LEFT JOIN (
  SELECT DISTINCT about_source, about_key FROM fact_follow_up
  WHERE about = 'review' AND became IN ('replied', 'needs_no_reply')
) AS f ON f.about_source = r.source AND f.about_key = r.source_id
WHERE i.customer_id IS NULL AND f.about_key IS NULL
  AND r.happened_on <= {today} AND r.happened_on >= {first}
  AND r.best_rating > 0 AND r.rating_milli * 5 <= 3000 * r.best_rating
  AND NOT COALESCE(r.replied_on <= {today}, FALSE)
ORDER BY r.happened_on DESC, r.source, r.source_id
"""


def write_of_the_day(engine: Engine, making: Path, *, as_of: date) -> None:
    """Write both into the folder `making`. Customers are named by the id that people see."""
    days = {
        "today": as_of,
        "tomorrow": as_of + timedelta(days=1),
        "first": as_of - timedelta(days=ANSWERED_WITHIN_DAYS),
    }
    values = {name: f"CAST({literal(day.isoformat())} AS DATE)" for name, day in days.items()}
    engine.write_parquet(_ARRIVALS.format(**values), making / "arrivals.parquet")
    engine.write_parquet(_UNKNOWN_REVIEWS.format(**values), making / "unknown_reviews.parquet")
