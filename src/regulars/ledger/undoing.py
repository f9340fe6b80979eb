"""What would come of undoing an import, told before it is done."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db import connection

from regulars.ledger.batches import HELD_SEQ, known_batch
from regulars.ledger.models import MODELS, Assertion, Batch

MOST_LOOKED_AT = 200_000
"""Contents of a batch that are looked at one by one while somebody waits."""


@dataclass(frozen=True)
class Undoing:
    """What an undo would do with the facts that a batch told of.

    Units: facts by kind. `go`: nobody else tells of them. `as_others_say`: other imports tell of
           them too, and what the newest of these says counts. `stay`: customers to whom something
           refers that was written down at the desk.
    Null:  None for a batch of so many facts that nobody would wait for the answer.
    """

    go: dict[str, int] = field(default_factory=dict)
    as_others_say: dict[str, int] = field(default_factory=dict)
    stay: int = 0


def undoing(batch_id: int) -> Undoing | None:
    """Count what the undo of a batch would take out and leave. Raises: UnknownBatch."""
    batch = known_batch(batch_id)
    counts = batch.counts.get("facts", {})
    if sum(counts.values()) > MOST_LOOKED_AT:
        return None
    told = Undoing()
    for fact in MODELS:
        if counts and not counts.get(fact):
            continue
        alone, held, others = _counted(fact, batch_id)
        if alone:
            told.go[fact] = alone
        if others:
            told.as_others_say[fact] = others
        if fact == "identity":
            told = Undoing(told.go, told.as_others_say, held)
    return told


_COUNTED = """
WITH said AS (
  SELECT source, source_id FROM {table} WHERE batch_id = %(batch)s
  UNION
  SELECT r.source, r.source_id FROM {assertion} AS a JOIN {table} AS r ON r.id = a.revision_id
  WHERE a.batch_id = %(batch)s AND a.fact = %(fact)s
),
told AS (
  SELECT s.source, s.source_id, r.id, r.batch_id
  FROM said AS s JOIN {table} AS r ON r.source_id = s.source_id AND r.source = s.source
),
also AS (
  SELECT source, source_id, MAX(b.published_seq) AS seq
  FROM (
    SELECT source, source_id, batch_id FROM told
    UNION ALL
    SELECT t.source, t.source_id, a.batch_id
    FROM told AS t JOIN {assertion} AS a ON a.revision_id = t.id AND a.fact = %(fact)s
  ) AS every
  JOIN {batch} AS b ON b.id = every.batch_id AND b.state = 'complete' AND b.id <> %(batch)s
  GROUP BY source, source_id
)
SELECT
  (SELECT COUNT(*) FROM said) - (SELECT COUNT(*) FROM also),
  (SELECT COUNT(*) FROM also WHERE seq = %(held)s),
  (SELECT COUNT(*) FROM also WHERE seq <> %(held)s)
"""


def _counted(fact: str, batch_id: int) -> tuple[int, int, int]:
    """Facts of the batch that nobody else tells of, that the desk alone holds on to, and others."""
    quoted = connection.ops.quote_name
    tables = {
        "table": quoted(MODELS[fact]._meta.db_table),
        "assertion": quoted(Assertion._meta.db_table),
        "batch": quoted(Batch._meta.db_table),
    }
    with connection.cursor() as cursor:
        cursor.execute(
            _COUNTED.format(**tables), {"batch": batch_id, "fact": fact, "held": HELD_SEQ}
        )
        alone, held, others = cursor.fetchone()
    return alone, held, others
