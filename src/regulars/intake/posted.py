"""Rows that another program posts as JSON, with the checks of a user's own file."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa

from regulars.contracts import BY_FACT, CUSTOMER, Contract, Type
from regulars.engines import DuckDBEngine
from regulars.engines.duckdb_engine import quoted
from regulars.engines.duckdb_text import Layout
from regulars.intake.dates import ISO
from regulars.intake.facts import define_fact, define_identities
from regulars.intake.leave_out import leave_out_erased
from regulars.intake.match_keys import MatchKeys, with_match_keys
from regulars.intake.own_rows import OwnFile, own_rows_sql
from regulars.intake.posted_limits import check_number, postable
from regulars.intake.posted_texts import Text, storable, texts_of
from regulars.intake.recognise import Recognised
from regulars.intake.rejects import REJECTS, define_rejects, reject_bad, reject_repeated
from regulars.intake.staging import Kind, StagedFile

MEMORY = "192MiB"


@dataclass(frozen=True)
class Checked:
    """Shape: `facts` by fact, with content_hash; `keys` by row (from 0): source and source_id of
    each that was taken, of a row left out because of somebody erased too; `refused` by row: reason
    and column (None: the whole row). `rejects` are what is to be kept of those.
    """

    facts: Mapping[str, list[dict[str, Any]]]
    keys: Mapping[int, tuple[str, str]]
    refused: Mapping[int, tuple[str, str | None]]
    rejects: list[dict[str, Any]] = field(default_factory=list)
    file: dict[str, Any] = field(default_factory=dict)
    anonymous: int = 0
    suppressed: int = 0


@dataclass(frozen=True)
class Setting:
    """What the book says. Null: `currency` None until the owner or the first import says it."""

    folder: Path
    zone: str
    currency: str | None
    last_day: date
    """No date after it is believed."""
    match_keys: MatchKeys


def check_posted(*, fact: str, rows: Sequence[Any], setting: Setting) -> Checked:
    """Type the rows by the fact's contract, and tell of each whether it can be taken, or why not.

    Every row names its `source` and `source_id`; columns are called as the contract calls them,
    amounts are in minor units, instants have an offset.
    Raises: NotPostable, TooManyRows, ListUnreadable.
    """
    contract = postable(fact)
    check_number(rows)
    columns = ("source", "source_id", *contract.names)
    read = [texts_of(row, columns) for row in rows]
    posted = _file(contract, columns, len(rows))
    with (
        tempfile.TemporaryDirectory(dir=_temporary(setting.folder), prefix="posted-") as place,
        DuckDBEngine(temporary=Path(place), threads=1, memory=MEMORY) as engine,
    ):
        define_rejects(engine)
        _reject_unread(engine, posted, rows, read)
        _define_file(engine, columns, read)
        own = own_rows_sql(_own_file(contract, columns, setting))
        engine.define_table("typed", f"SELECT *, 1 AS file_number FROM ({own})")
        reject_bad(engine, posted, number=1)
        [(anonymous,)] = engine.rows("SELECT count(*) FILTER (anonymous) FROM typed")
        engine.execute("DELETE FROM typed WHERE reject_reason IS NOT NULL")
        engine.execute(f"ALTER TABLE typed RENAME TO {quoted(fact)}")
        reject_repeated(engine, [posted], contract=contract)
        keys = {
            line - 1: (source, source_id)
            for line, source, source_id in engine.rows(
                f"SELECT line, source, source_id FROM {quoted(fact)}"
            )
        }
        refused = {
            line - 1: (reason, column)
            for line, reason, column in engine.rows(f'SELECT line, reason, "column" FROM {REJECTS}')
        }
        facts = _define_facts(engine, contract, setting.match_keys)
        suppressed = leave_out_erased(
            engine, facts=facts, folder=setting.folder, region=setting.match_keys.region
        )
        return Checked(
            facts={one: _rows(engine, one) for one in facts},
            keys=keys,
            refused=refused,
            rejects=engine.arrow(f"SELECT * FROM {REJECTS} ORDER BY line").to_pylist(),
            file=_described(posted),
            anonymous=anonymous,
            suppressed=suppressed,
        )


def _file(contract: Contract, columns: tuple[str, ...], rows: int) -> Recognised:
    """The post as the file that it would be, by which its rejects are known and corrected."""
    staged = StagedFile(contract.fact, Path(), 0, "", Kind.JSON, rows)
    return Recognised(staged, Layout(",", '"', columns, 1), columns, None, None, contract)


def _own_file(contract: Contract, columns: tuple[str, ...], setting: Setting) -> OwnFile:
    dated = [one.name for one in contract.columns if one.type is Type.DATE]
    return OwnFile(
        contract,
        columns,
        setting.currency,
        formats=dict.fromkeys(dated, ISO),
        zone=setting.zone,
        clock=None,
        last_day=setting.last_day,
        blank_is_absent=True,
    )


def _reject_unread(
    engine: DuckDBEngine,
    posted: Recognised,
    rows: Sequence[Any],
    read: Sequence[Mapping[str, Text] | tuple[str, str | None]],
) -> None:
    """The rows that are no flat objects of this fact's columns, kept as one quoted cell."""
    bad = [(line, row, one) for line, (row, one) in enumerate(zip(rows, read, strict=True), 1)
           if isinstance(one, tuple)]  # fmt: skip
    # As it can be read, or an erasure would not find who is named in it.
    texts = [storable(json.dumps(row, ensure_ascii=False)) for _, row, _ in bad]
    engine.define_arrow(
        "unread",
        pa.table(
            {
                "file": pa.array([posted.file.name] * len(bad), pa.string()),
                "line": pa.array([line for line, _, _ in bad], pa.int64()),
                "reason": pa.array([reason for _, _, (reason, _) in bad], pa.string()),
                "column": pa.array([column for _, _, (_, column) in bad], pa.string()),
                "row": pa.array(
                    ['"' + text.replace('"', '""') + '"' for text in texts], pa.string()
                ),
            }
        ),
    )
    engine.execute(
        f'INSERT INTO {REJECTS} SELECT file, line, reason, "column", NULL, row FROM unread'
    )


def _define_file(
    engine: DuckDBEngine,
    columns: tuple[str, ...],
    read: Sequence[Mapping[str, Text] | tuple[str, str | None]],
) -> None:
    """Make `file_1` and, over it, `file`: all columns of the fact as text, and `line` from 1."""
    good = [(line, one) for line, one in enumerate(read, 1) if not isinstance(one, tuple)]
    table = {name: pa.array([one.get(name) for _, one in good], pa.string()) for name in columns}
    table["line"] = pa.array([line for line, _ in good], pa.int64())
    engine.define_arrow("posted", pa.table(table))
    engine.define_table("file_1", "SELECT * FROM posted")
    engine.define_view("file", "SELECT * FROM file_1")


def _define_facts(engine: DuckDBEngine, contract: Contract, keys: MatchKeys) -> list[str]:
    sql = f"SELECT * FROM {quoted(contract.fact)}"
    if contract == CUSTOMER:
        sql = with_match_keys(engine, sql=sql, keys=keys)
    define_fact(engine, contract=contract, source="", sql=sql)
    define_identities(engine, facts=[contract.fact])
    held = {name for (name,) in engine.rows("SELECT table_name FROM duckdb_tables()")}
    return ["identity", contract.fact] if "fact_identity" in held else [contract.fact]


def _rows(engine: DuckDBEngine, fact: str) -> list[dict[str, Any]]:
    names = ("source", "source_id", "content_hash", *BY_FACT[fact].names)
    chosen = ", ".join(map(quoted, names))
    rows = engine.arrow(f"SELECT {chosen} FROM {quoted('fact_' + fact)} ORDER BY 1, 2").to_pylist()
    return [{name: _stored(value) for name, value in row.items()} for row in rows]


def _stored(value: Any) -> Any:
    """Instants as the ledger keeps them: UTC, to the second."""
    if isinstance(value, datetime):
        return value.replace(microsecond=0, tzinfo=UTC)
    return value


def _described(posted: Recognised) -> dict[str, Any]:
    return {
        "name": posted.file.name,
        "header": list(posted.header),
        "delimiter": posted.layout.delimiter,
        "holds": posted.file.name,
    }


def _temporary(folder: Path) -> Path:
    place = folder / "temporary"
    place.mkdir(exist_ok=True)
    return place
