"""What an import brings against what the ledger holds: new, changed, unchanged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pyarrow as pa

from regulars.contracts import BY_FACT
from regulars.engines import DuckDBEngine
from regulars.engines.duckdb_engine import literal, quoted
from regulars.ledger.batches import published_order
from regulars.ledger.columns import (
    ASSERTIONS,
    CHUNK_ROWS,
    HASHES,
    assertion_batches,
    hash_batches,
)

PUBLISHED = pa.schema([("batch_id", pa.int64()), ("seq", pa.int64())])


@dataclass(frozen=True)
class Comparison:
    """One fact of an import; `revisions` are contents that no revision holds, `assertions` others.

    Units: facts.
    """

    fact: str
    new: int
    changed: int
    unchanged: int
    revisions: int
    assertions: int

    @property
    def total(self) -> int:
        return self.new + self.changed + self.unchanged


# Narrow on purpose: the wide columns are read once more when they are written.
_COMPARED = """
WITH mine AS (
  SELECT hashes.* FROM hashes SEMI JOIN incoming USING (source, source_id)
),
said AS (
  SELECT source, source_id, content_hash, seq, revision_id
  FROM mine JOIN published USING (batch_id)
  UNION ALL
  SELECT source, source_id, content_hash, seq, revision_id
  FROM assertions JOIN published USING (batch_id)
  JOIN (SELECT * EXCLUDE (batch_id) FROM mine) USING (revision_id)
),
now AS (
  SELECT source, source_id, arg_max(content_hash, (seq, revision_id)) AS current_hash
  FROM said
  GROUP BY source, source_id
),
held AS (
  SELECT source, source_id, content_hash, max(revision_id) AS revision_id
  FROM mine
  GROUP BY ALL
)
SELECT incoming.source, incoming.source_id, held.revision_id,
  CASE
    WHEN current_hash IS NULL THEN 'new'
    WHEN current_hash = incoming.content_hash THEN 'unchanged'
    ELSE 'changed'
  END AS status
FROM incoming
LEFT JOIN now USING (source, source_id)
LEFT JOIN held USING (source, source_id, content_hash)
"""


def compare(engine: DuckDBEngine, *, fact: str) -> Comparison:
    """Compare the relation `fact_<name>` (key, content_hash, columns) with the ledger."""
    published = published_order()
    with hash_batches(fact=fact) as known_before:
        engine.define_streamed("hashes", HASHES, known_before)
    engine.define_view("incoming", f"SELECT * FROM {quoted('fact_' + fact)}")
    [(known,)] = engine.rows("SELECT count(*) FROM hashes")
    if not known:
        [(total,)] = engine.rows("SELECT count(*) FROM incoming")
        return Comparison(fact, total, 0, 0, total, 0)
    with assertion_batches(fact=fact) as said_again:
        engine.define_streamed("assertions", ASSERTIONS, said_again)
    order = [pa.array(list(places), pa.int64()) for places in (published, published.values())]
    engine.define_arrow("published", pa.table(order, schema=PUBLISHED))
    engine.define_table(_compared(fact), _COMPARED)
    counts = dict(
        engine.rows(f"SELECT status, count(*) FROM {quoted(_compared(fact))} GROUP BY status")
    )
    [(held,)] = engine.rows(f"SELECT count(revision_id) FROM {quoted(_compared(fact))}")
    engine.drop("hashes")
    engine.drop("assertions")
    return Comparison(
        fact,
        counts.get("new", 0),
        counts.get("changed", 0),
        counts.get("unchanged", 0),
        sum(counts.values()) - held,
        held,
    )


def revisions(engine: DuckDBEngine, one: Comparison) -> Iterator[pa.RecordBatch]:
    """The contents that no revision holds yet, by key, as a stream."""
    names = ("source", "source_id", "content_hash", *BY_FACT[one.fact].names)
    table = quoted("fact_" + one.fact)
    where = ""
    if one.total != one.revisions:
        where = (
            f" SEMI JOIN (SELECT * FROM {quoted(_compared(one.fact))} WHERE revision_id IS NULL)"
            " USING (source, source_id)"
        )
    # By key: the index of the keys then grows at its end, which costs half.
    yield from engine.batches(
        f"SELECT {', '.join(map(quoted, names))} FROM {table}{where} ORDER BY source_id, source",
        rows=CHUNK_ROWS,
    )


def assertions(engine: DuckDBEngine, one: Comparison) -> Iterator[pa.RecordBatch]:
    """The revisions that hold what the import says again: fact, revision_id."""
    if one.assertions:
        yield from engine.batches(
            f"SELECT {literal(one.fact)} AS fact, revision_id FROM {quoted(_compared(one.fact))}"
            " WHERE revision_id IS NOT NULL ORDER BY revision_id",
            rows=CHUNK_ROWS,
        )


def _compared(fact: str) -> str:
    return f"compared_{fact}"
