"""Read files, check them, and publish them as one batch."""

from __future__ import annotations

import csv
import json
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa

from regulars.contracts import BY_FACT, CUSTOMER
from regulars.engines import DuckDBEngine
from regulars.errors import RegularsError
from regulars.intake.compare import Comparison, compare
from regulars.intake.corrected import corrections_of, is_ours
from regulars.intake.facts import define_fact, define_identities
from regulars.intake.leave_out import leave_out_erased
from regulars.intake.match_keys import MatchKeys, with_match_keys
from regulars.intake.recipe_files import ask_for_missing
from regulars.intake.recognise import OWN, Asked, Recognised, recognise
from regulars.intake.rejects import REJECTS, all_rejects
from regulars.intake.relations import own_columns
from regulars.intake.rows import Reading, define_rows
from regulars.intake.saved_recipe import SavedRecipe
from regulars.intake.staging import stage_file
from regulars.intake.text_files import Told
from regulars.intake.who_sent import SENT_BY, with_referrals
from regulars.intake.write_batch import write_batch
from regulars.ledger.batches import begin_batch, publish_batch, sweep_abandoned
from regulars.ledger.lock import only_one

REJECTS_SHOWN = 20
PREVIEWED = 3
"""First facts of each kind that a dry run tells."""
LONGEST_RECORD = 16 << 20
"""Characters of one value; as in the engine: quotes that never end swallow the rest."""
MEMORY = "384MiB"
"""What the engine may hold of the files; the rest lies in the staging folder."""


class MixedRecipes(RegularsError):
    """The files of one import are of different systems, `names`."""

    exit_code = 3

    def __init__(self, *, names: Sequence[str]) -> None:
        self.names = list(names)
        super().__init__(
            f"These files are of different systems ({', '.join(names)}). Nothing was imported. "
            "Import the files of each system by themselves."
        )


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
    of_each: dict[str, dict[str, int]] = field(default_factory=dict)
    """`new`, `changed` and `unchanged` by fact."""
    rejects: list[dict[str, Any]] = field(default_factory=list)
    preview: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    saved: SavedRecipe | None = None
    """The recipe that the user's mapping makes, which can be saved."""


@dataclass(frozen=True)
class Whose:
    """Whose import it is: who asked for it, and at which upload of the desk. Null: not known."""

    by: str | None = None
    upload: str | None = None


NOBODY = Whose()
Rejected = Callable[[list[dict[str, Any]], Iterator[dict[str, Any]]], None]
"""Hears the files as a batch describes them, and the rows not taken, in order."""


def import_files(
    *,
    paths: Sequence[Path],
    folder: Path,
    asked: Asked,
    reading: Reading,
    match_keys: MatchKeys,
    dry_run: bool,
    clock: Callable[[], datetime],
    told: Told = lambda step, done, total: None,
    corrections: Sequence[Path] = (),
    whose: Whose = NOBODY,
    rejected: Rejected | None = None,
) -> Imported:
    """Import `paths` as one batch into the book in `folder`: all of it or nothing.

    `corrections` are files of rows that were not taken before, corrected: they stand where the
    files have them. `rejected` hears of all rows that are not taken, and the files they are of.

    `told` hears each step with what is done and what there is: bytes while `reading`, files
    and then facts while `checking`, facts while `comparing`, rows while `writing`.
    Raises: FileUnreadable, UnknownLayout, AmbiguousDates, CurrencyUnknown, MixedRecipes,
            RecipeWrong, AnswerWrong, NothingToCorrect, BookBusy.
    """
    csv.field_size_limit(LONGEST_RECORD)
    with (
        only_one(folder=folder, work="import"),
        tempfile.TemporaryDirectory(dir=folder, prefix="staging-") as staging,
        DuckDBEngine(temporary=Path(staging), memory=MEMORY) as engine,
    ):
        if not dry_run:
            _sweep(folder, keep=Path(staging))
        staged = [
            stage_file(
                path=path, folder=Path(staging), number=number,
                engine=engine, sheet=asked.of(path.name).sheet, told=told,
            )
            for number, path in enumerate((*paths, *corrections), start=1)
        ]  # fmt: skip
        files = [recognise(one, asked=asked) for one in staged[: len(paths)]]
        _of_one_system(files)
        corrected = corrections_of(staged[len(paths) :], files)
        made = _made_of(files)

        def checking(number: int) -> None:
            told("checking", number, len(files) + len(made))

        read = define_rows(
            engine, files=files, reading=reading, checking=checking, corrections=corrected
        )
        facts = _define_facts(engine, files, made, match_keys, checking)
        suppressed = leave_out_erased(engine, facts=facts, folder=folder, region=match_keys.region)
        compared = []
        for number, fact in enumerate(facts):
            told("comparing", number, len(facts))
            compared.append(compare(engine, fact=fact))
        counts = {**_counts(engine, compared, read), "suppressed": suppressed}
        currency = _currency(engine, facts)
        name = ", ".join(sorted({one.name for one in files}))
        batch_id = None
        if not dry_run:
            batch = begin_batch(
                recipe=name,
                files=_described(files),
                at=clock(),
                by=whose.by,
                upload=whose.upload,
            )
            batch_id = int(batch.pk)
            write_batch(engine, compared, batch_id=batch_id, at=clock(), told=told)
            kept = {"recipe": name, "currency": currency, **counts}
            publish_batch(batch_id=batch_id, counts=kept, at=clock())
        if rejected is not None:
            rejected(_described(files), all_rejects(engine))
        return Imported(
            batch=batch_id,
            recipe=name,
            currency=currency,
            rejects=_rejects(engine),
            preview=_preview(engine, facts) if dry_run else {},
            saved=files[0].saved if asked.mapping else None,
            **counts,
        )


def _sweep(folder: Path, *, keep: Path) -> None:
    """Clear what a killed import left: its rows, and its copies of the files."""
    sweep_abandoned()
    for left in folder.glob("staging-*"):
        if left != keep:
            shutil.rmtree(left, ignore_errors=True)


def _of_one_system(files: list[Recognised]) -> None:
    names = sorted({file.recipe.name if file.recipe else OWN for file in files})
    if len(names) > 1:
        raise MixedRecipes(names=names)
    ask_for_missing(files)


def _made_of(files: list[Recognised]) -> dict[str, str]:
    """The facts that come of the files, each as SQL over their rows."""
    if files[0].recipe is not None:
        return dict(files[0].recipe.facts)
    facts = [fact for fact in BY_FACT if any(f.contract == BY_FACT[fact] for f in files)]
    said = any(one.contract == CUSTOMER and SENT_BY in own_columns(one) for one in files)
    return with_referrals({fact: f'SELECT * FROM "{fact}"' for fact in facts}, said=said)


def _define_facts(
    engine: DuckDBEngine,
    files: list[Recognised],
    made: dict[str, str],
    keys: MatchKeys,
    checking: Callable[[int], None],
) -> list[str]:
    recipe = files[0].recipe
    source = recipe.source if recipe is not None else OWN
    for number, (fact, said) in enumerate(made.items(), start=len(files)):
        checking(number)
        sql = with_match_keys(engine, sql=said, keys=keys) if fact == CUSTOMER.fact else said
        define_fact(engine, contract=BY_FACT[fact], source=source, sql=sql)
    facts = list(made)
    for name in {one.rows for one in files}:
        engine.drop(name)  # the room is needed for sorting
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
        "of_each": {
            one.fact: {"new": one.new, "changed": one.changed, "unchanged": one.unchanged}
            for one in compared
        },
    }


def _rejects(engine: DuckDBEngine) -> list[dict[str, Any]]:
    shown = engine.arrow(f"SELECT * FROM {REJECTS} ORDER BY file, line LIMIT {REJECTS_SHOWN}")
    return shown.to_pylist()


def _preview(engine: DuckDBEngine, facts: list[str]) -> dict[str, list[dict[str, Any]]]:
    tables: dict[str, pa.Table] = {
        fact: engine.arrow(
            f'SELECT * EXCLUDE (content_hash) FROM "fact_{fact}" ORDER BY source, source_id'
            f" LIMIT {PREVIEWED}"
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
            "header": [name for name in one.header if not is_ours(name)],
            "delimiter": one.layout.delimiter,
            "holds": one.contract.fact if one.contract else one.input.name if one.input else None,
        }
        for one in files
    ]
