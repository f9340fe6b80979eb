"""What an import brings against what the ledger holds: new, changed, unchanged."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa

from regulars.contracts import BY_FACT
from regulars.engines import DuckDBEngine
from regulars.engines.duckdb_engine import quoted
from regulars.ledger.batches import published_order
from regulars.ledger.columns import read_assertions, read_hashes


@dataclass(frozen=True)
class Comparison:
    """One fact of an import.

    Shape: `revisions` are the contents that no revision holds yet; `assertions` have `fact` and
           `revision_id` of those that one holds.
    """

    fact: str
    total: int
    new: int
    changed: int
    unchanged: int
    revisions: pa.Table
    assertions: pa.Table


_COMPARED = """
WITH said AS (
  SELECT source, source_id, content_hash, seq, revision_id
  FROM hashes JOIN published USING (batch_id)
  UNION ALL
  SELECT source, source_id, content_hash, seq, revision_id
  FROM assertions
  JOIN published USING (batch_id)
  JOIN hashes USING (revision_id)
  WHERE fact = $fact
),
now AS (
  SELECT source, source_id, content_hash AS current_hash
  FROM said
  QUALIFY row_number() OVER (
    PARTITION BY source, source_id ORDER BY seq DESC, revision_id DESC) = 1
),
held AS (
  SELECT source, source_id, content_hash, max(revision_id) AS revision_id
  FROM hashes
  GROUP BY ALL
)
SELECT incoming.*, held.revision_id,
  CASE
    WHEN current_hash IS NULL THEN 'new'
    WHEN current_hash = incoming.content_hash THEN 'unchanged'
    ELSE 'changed'
  END AS status
FROM incoming
LEFT JOIN now USING (source, source_id)
LEFT JOIN held USING (source, source_id, content_hash)
"""


def compare(engine: DuckDBEngine, *, fact: str, incoming: str) -> Comparison:
    """Compare the relation `incoming` (key, content_hash, columns) with the ledger."""
    published = published_order()
    engine.define_arrow("hashes", read_hashes(fact=fact))
    engine.define_arrow("assertions", read_assertions())
    engine.define_arrow(
        "published",
        pa.table(
            {
                "batch_id": pa.array(list(published.keys()), pa.int64()),
                "seq": pa.array(list(published.values()), pa.int64()),
            }
        ),
    )
    engine.define_view("incoming", f"SELECT * FROM {quoted(incoming)}")
    engine.define_table("compared", _COMPARED.replace("$fact", f"'{fact}'"))
    counts = dict(engine.rows("SELECT status, count(*) FROM compared GROUP BY status"))
    columns = ", ".join(
        quoted(name) for name in ("source", "source_id", "content_hash", *BY_FACT[fact].names)
    )
    return Comparison(
        fact=fact,
        total=sum(counts.values()),
        new=counts.get("new", 0),
        changed=counts.get("changed", 0),
        unchanged=counts.get("unchanged", 0),
        revisions=engine.arrow(
            f"SELECT {columns} FROM compared WHERE revision_id IS NULL ORDER BY source, source_id"
        ),
        assertions=engine.arrow(
            f"SELECT '{fact}' AS fact, revision_id FROM compared WHERE revision_id IS NOT NULL"
            " ORDER BY revision_id"
        ),
    )
