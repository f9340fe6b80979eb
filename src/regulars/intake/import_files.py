"""Read files, check them, and publish them as one batch."""

from __future__ import annotations

import csv
import json
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa

from regulars.contracts import BY_FACT
from regulars.engines import DuckDBEngine
from regulars.errors import RegularsError
from regulars.intake.compare import Comparison, assertions, compare, revisions
from regulars.intake.facts import define_fact, define_identities
from regulars.intake.leave_out import leave_out_erased
from regulars.intake.recipe_files import ask_for_missing
from regulars.intake.recognise import OWN, Recognised, recognise
from regulars.intake.rejects import REJECTS
from regulars.intake.rows import Reading, define_rows
from regulars.intake.staging import stage_file
from regulars.ledger.batches import begin_batch, publish_batch, sweep_abandoned
from regulars.ledger.columns import CHUNK_ROWS, Progress, append_facts, append_rows
from regulars.ledger.lock import only_one

REJECTS_SHOWN = 20
MEMORY = "512MiB"
"""What the engine may hold of the files; the rest lies in the staging folder."""


class MixedRecipes(RegularsError):
    """The files of one import are of different systems."""

    exit_code = 3


@dataclass(frozen=True)
class Imported:
    """What an import did, or would do (`batch` None after a dry run).

    Units: `read`, `rejected`, `anonymous` count rows of the files; `new`, `changed` and
           `unchanged` count facts, and their sum is that of `facts`; `suppressed` counts what was
           left out, or made anonymous, because it is about somebody who was erased.
    """

    batch: int | None
    recipe: str
    read: int
    new: int
    changed: int
    unchanged: int
    rejected: int
    anonymous: int
    facts: dict[str, int]
    currency: str | None
    suppressed: int = 0
    rejects: list[dict[str, Any]] = field(default_factory=list)
    preview: dict[str, list[dict[str, Any]]] = field(default_factory=dict)


def import_files(
    *,
    paths: Sequence[Path],
    folder: Path,
    recipe: str | None,
    reading: Reading,
    dry_run: bool,
    clock: Callable[[], datetime],
) -> Imported:
    """Import `paths` as one batch into the book in `folder`: all of it or nothing.

    Raises: FileUnreadable, UnknownLayout, AmbiguousDates, CurrencyUnknown, MixedRecipes, BookBusy.
    """
    csv.field_size_limit(sys.maxsize)  # the engine has its own limit, for lines
    with (
        only_one(folder=folder, work="import"),
        tempfile.TemporaryDirectory(dir=folder, prefix="staging-") as staging,
        DuckDBEngine(temporary=Path(staging), memory=MEMORY) as engine,
    ):
        if not dry_run:
            _sweep(folder, keep=Path(staging))
        files = _recognised(paths, Path(staging), recipe)
        read = define_rows(engine, files=files, reading=reading)
        facts = _define_facts(engine, files)
        suppressed = leave_out_erased(engine, facts=facts, folder=folder)
        compared = [compare(engine, fact=fact) for fact in facts]
        counts = {**_counts(engine, compared, read), "suppressed": suppressed}
        name = files[0].recipe.name if files[0].recipe else OWN
        batch_id = None
        if not dry_run:
            batch = begin_batch(recipe=name, files=_described(files), at=clock())
            batch_id = int(batch.pk)
            _write(engine, compared, batch_id, clock())
            publish_batch(batch_id=batch_id, counts={"recipe": name, **counts}, at=clock())
        return Imported(
            batch=batch_id,
            recipe=name,
            currency=_currency(engine, facts),
            rejects=_rejects(engine),
            preview=_preview(engine, facts) if dry_run else {},
            **counts,
        )


def _sweep(folder: Path, *, keep: Path) -> None:
    """Clear what a killed import left: its rows, and its copies of the files."""
    sweep_abandoned()
    for left in folder.glob("staging-*"):
        if left != keep:
            shutil.rmtree(left, ignore_errors=True)


def _recognised(paths: Sequence[Path], staging: Path, recipe: str | None) -> list[Recognised]:
    files = [
        recognise(stage_file(path=path, folder=staging, number=number), recipe=recipe)
        for number, path in enumerate(paths, start=1)
    ]
    names = sorted({file.recipe.name if file.recipe else OWN for file in files})
    if len(names) > 1:
        raise MixedRecipes(
            f"These files are of different systems ({', '.join(names)}). Nothing was imported. "
            "Import the files of each system by themselves."
        )
    ask_for_missing(files)
    return files


def _define_facts(engine: DuckDBEngine, files: list[Recognised]) -> list[str]:
    recipe = files[0].recipe
    if recipe is not None:
        for fact, sql in recipe.facts.items():
            define_fact(engine, contract=BY_FACT[fact], source=recipe.source, sql=sql)
        facts = list(recipe.facts)
    else:
        facts = [fact for fact in BY_FACT if any(f.contract == BY_FACT[fact] for f in files)]
        for fact in facts:
            define_fact(engine, contract=BY_FACT[fact], source=OWN, sql=f'SELECT * FROM "{fact}"')
    define_identities(engine, facts=facts)
    held = {name for (name,) in engine.rows("SELECT table_name FROM duckdb_tables()")}
    return ["identity", *facts] if "fact_identity" in held else facts


def _counts(engine: DuckDBEngine, compared: list[Comparison], read: int) -> dict[str, Any]:
    [(rejected,)] = engine.rows(f"SELECT count(*) FROM {REJECTS}")
    [(anonymous,)] = engine.rows("SELECT coalesce(sum(rows), 0)::BIGINT FROM anonymous")
    return {
        "read": read,
        "new": sum(one.new for one in compared),
        "changed": sum(one.changed for one in compared),
        "unchanged": sum(one.unchanged for one in compared),
        "rejected": rejected,
        "anonymous": anonymous,
        "facts": {one.fact: one.total for one in compared},
    }


def _write(engine: DuckDBEngine, compared: list[Comparison], batch_id: int, at: datetime) -> None:
    [(rejected,)] = engine.rows(f"SELECT count(*) FROM {REJECTS}")
    total = rejected + sum(one.revisions + one.assertions for one in compared)
    written = 0
    for one in compared:
        chunks = append_facts(
            fact=one.fact,
            rows=revisions(engine, one),
            batch_id=batch_id,
            recorded_at=at.strftime("%Y-%m-%d %H:%M:%S"),
            progress=Progress(written, total),
        )
        written += _last(chunks)
    beside = [("assertion", assertions(engine, one)) for one in compared]
    rejects = engine.batches(f"SELECT * FROM {REJECTS} ORDER BY file, line", rows=CHUNK_ROWS)
    for name, rows in (*beside, ("reject", rejects)):
        written += _last(
            append_rows(
                table_name=name, rows=rows, batch_id=batch_id, progress=Progress(written, total)
            )
        )


def _last(chunks: Iterator[int]) -> int:
    written = 0
    for written in chunks:  # noqa: B007 - only the last counts
        pass
    return written


def _rejects(engine: DuckDBEngine) -> list[dict[str, Any]]:
    shown = engine.arrow(f"SELECT * FROM {REJECTS} ORDER BY file, line LIMIT {REJECTS_SHOWN}")
    return shown.to_pylist()


def _preview(engine: DuckDBEngine, facts: list[str]) -> dict[str, list[dict[str, Any]]]:
    tables: dict[str, pa.Table] = {
        fact: engine.arrow(
            f'SELECT * EXCLUDE (content_hash) FROM "fact_{fact}" ORDER BY source, source_id LIMIT 3'
        )
        for fact in facts
    }
    return {
        fact: json.loads(json.dumps(table.to_pylist(), default=str))
        for fact, table in tables.items()
    }


def _currency(engine: DuckDBEngine, facts: list[str]) -> str | None:
    """The currency of most amounts that came."""
    for fact in ("order", "reservation"):
        if fact in facts:
            found = engine.rows(
                f"SELECT currency FROM fact_{fact} WHERE currency IS NOT NULL GROUP BY currency"
                " ORDER BY count(*) DESC, currency LIMIT 1"
            )
            if found:
                return str(found[0][0])
    return None


def _described(files: list[Recognised]) -> list[dict[str, Any]]:
    return [
        {
            "name": one.file.name,
            "bytes": one.file.size_bytes,
            "sha256": one.file.sha256,
            "holds": one.contract.fact if one.contract else one.input.name if one.input else None,
        }
        for one in files
    ]
