"""An import's new contents, what it says again and what it did not take, into the ledger."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing
from datetime import datetime

from regulars.engines import DuckDBEngine
from regulars.intake.compare import Comparison, assertions, revisions
from regulars.intake.rejects import REJECTS
from regulars.intake.text_files import Told
from regulars.ledger.columns import CHUNK_ROWS, Progress, append_facts, append_rows


def write_batch(
    engine: DuckDBEngine, compared: list[Comparison], *, batch_id: int, at: datetime, told: Told
) -> None:
    """Write all rows of a batch in state `loading`, in short chunks; none of them counts yet.

    Each chunk leaves in the batch's row how far it is (`counts.progress`).
    """
    [(rejected,)] = engine.rows(f"SELECT count(*) FROM {REJECTS}")
    total = rejected + sum(one.revisions + one.assertions for one in compared)
    recorded_at = at.strftime("%Y-%m-%d %H:%M:%S")
    written = 0

    def count(chunks: Generator[int]) -> None:
        nonlocal written
        before = written
        with closing(chunks):
            for done in chunks:
                written = before + done
                told("writing", written, total)

    for one in compared:
        count(
            append_facts(
                fact=one.fact,
                rows=revisions(engine, one),
                batch_id=batch_id,
                recorded_at=recorded_at,
                progress=Progress(written, total),
            )
        )
    beside = [("assertion", assertions(engine, one)) for one in compared]
    rejects = engine.batches(f"SELECT * FROM {REJECTS} ORDER BY file, line", rows=CHUNK_ROWS)
    for name, rows in (*beside, ("reject", rejects)):
        progress = Progress(written, total)
        count(append_rows(table_name=name, rows=rows, batch_id=batch_id, progress=progress))
