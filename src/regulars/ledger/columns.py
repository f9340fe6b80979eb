"""Facts in columns, into and out of the database by ADBC, in short transactions."""

from __future__ import annotations

import json
import time
from collections.abc import Generator, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any, TypeAlias

import pyarrow as pa
from django.db import connection

from regulars.contracts import BY_FACT, SOURCE, SOURCE_ID, Column, Contract, Type
from regulars.ledger import columns_postgresql, columns_sqlite
from regulars.ledger.columns_ahead import ahead
from regulars.ledger.models import MODELS

CHUNK_ROWS = 50_000
"""Rows of one transaction: short enough that people at the desk do not notice."""

ARROW: dict[Type, pa.DataType] = {
    Type.TEXT: pa.string(),
    Type.INTEGER: pa.int64(),
    Type.DATE: pa.date32(),
    Type.INSTANT: pa.timestamp("s"),
}
HASHES = pa.schema(
    [
        ("revision_id", pa.int64()),
        ("batch_id", pa.int64()),
        ("source", pa.string()),
        ("source_id", pa.string()),
        ("content_hash", pa.binary()),
    ]
)
ASSERTIONS = pa.schema([("batch_id", pa.int64()), ("revision_id", pa.int64())])

ENVELOPE: tuple[Column, ...] = (
    Column("revision_id", Type.INTEGER, "Number of the revision."),
    Column("batch_id", Type.INTEGER, "Batch that first brought it."),
    SOURCE,
    SOURCE_ID,
)


@dataclass(frozen=True)
class Progress:
    """How far the writing of a batch is, kept in its row with each chunk.

    Units: rows of all its tables; `before` were written by earlier calls.
    """

    before: int
    total: int


Rows: TypeAlias = "pa.Table | Iterable[pa.RecordBatch]"
"""A table, or a stream that is never held whole."""
Stream: TypeAlias = "AbstractContextManager[Iterator[pa.RecordBatch]]"
"""Rows that are read while the `with` lasts: its end closes the connection, whoever breaks off."""


def append_facts(
    *, fact: str, rows: Rows, batch_id: int, recorded_at: str, progress: Progress | None = None
) -> Generator[int]:
    """Write revisions of one fact, chunk by chunk; yields the rows written so far.

    Shape: `rows` have source, source_id, content_hash and the contract's columns.
    """
    names = ("source", "source_id", "content_hash", *BY_FACT[fact].names)
    constants = {
        "batch_id": pa.scalar(batch_id, pa.int64()),
        "recorded_at": pa.scalar(recorded_at).cast(pa.timestamp("s")),
    }
    chosen = (chunk.select(names) for chunk in _chunks(rows))
    return _append(MODELS[fact]._meta.db_table, chosen, constants, progress)


def append_rows(
    *, table_name: str, rows: Rows, batch_id: int, progress: Progress | None = None
) -> Generator[int]:
    """Write rows of the tables beside the facts (`assertion`, `reject`)."""
    return _append(
        table_name, _chunks(rows), {"batch_id": pa.scalar(batch_id, pa.int64())}, progress
    )


def read_batch(*, fact: str, batch_id: int, up_to: int) -> pa.Table:
    """Revisions that a batch first brought, without personal columns, in the order of writing.

    Shape: revision_id, batch_id, source, source_id, then the contract's columns.
    """
    columns = (*ENVELOPE, *(c for c in BY_FACT[fact].columns if not c.personal))
    return _read(
        f'SELECT {_selection(columns)} FROM "{MODELS[fact]._meta.db_table}"'
        f" WHERE batch_id = {int(batch_id)} AND id <= {int(up_to)} ORDER BY id",
        columns,
    )


def hash_batches(*, fact: str) -> Stream:
    """All revisions of one fact: revision_id, batch_id, source, source_id, content_hash."""
    table = MODELS[fact]._meta.db_table
    return _stream(
        f'SELECT id AS revision_id, batch_id, source, source_id, content_hash FROM "{table}"',
        HASHES,
    )


def assertion_batches(*, fact: str) -> Stream:
    """What batches said again of one fact: batch_id, revision_id."""
    assert fact in BY_FACT
    return _stream(f"SELECT batch_id, revision_id FROM assertion WHERE fact = '{fact}'", ASSERTIONS)


def read_assertions(*, batch_id: int | None = None, up_to: int | None = None) -> pa.Table:
    """What batches said again: batch_id, fact, revision_id; of one batch or of all."""
    where = "" if batch_id is None else f" WHERE batch_id = {int(batch_id)}"
    where += "" if up_to is None else f" AND id <= {int(up_to)}"
    rows = _fetch(f"SELECT batch_id, fact, revision_id FROM assertion{where} ORDER BY id")
    return _typed(rows, ["batch_id", "fact", "revision_id"], [pa.int64(), pa.string(), pa.int64()])


def contract_schema(contract: Contract) -> pa.Schema:
    """Arrow types of source, source_id and the contract's columns."""
    return pa.schema([(c.name, ARROW[c.type]) for c in (SOURCE, SOURCE_ID, *contract.columns)])


def _chunks(rows: Rows) -> Iterator[pa.Table]:
    """Tables of CHUNK_ROWS; batches of a stream that are smaller are put together."""
    if isinstance(rows, pa.Table):
        for start in range(0, rows.num_rows, CHUNK_ROWS):
            yield rows.slice(start, CHUNK_ROWS)
        return
    waiting: list[pa.RecordBatch] = []
    for batch in rows:
        waiting.append(batch)
        if sum(one.num_rows for one in waiting) >= CHUNK_ROWS:
            yield from _chunks(pa.Table.from_batches(waiting))
            waiting = []
    if waiting:
        yield from _chunks(pa.Table.from_batches(waiting))


def _append(
    name: str,
    chunks: Iterator[pa.Table],
    constants: dict[str, pa.Scalar],
    progress: Progress | None,
) -> Generator[int]:
    written, database = 0, _database()
    with database.connected() as link:
        storable = (database.storable(_to_the_second(_with(constants, one))) for one in chunks)
        for chunk in ahead(storable):
            written += chunk.num_rows
            began = time.perf_counter()
            with link.cursor() as cursor:
                cursor.adbc_ingest(name, chunk, mode="append")
                if progress is not None:
                    cursor.execute(_progress_sql(constants["batch_id"].as_py(), progress, written))
            link.adbc_connection.commit()
            if time.perf_counter() - began > database.TURN_SECONDS:
                time.sleep(database.TURN_SECONDS)
            yield written


def _progress_sql(batch_id: int, progress: Progress, written: int) -> str:
    # By this connection and not by Django's: see columns_sqlite.
    done = {"step": "writing", "done": progress.before + written, "total": progress.total}
    counts = json.dumps({"progress": done})
    return f"UPDATE batch SET counts = '{counts}' WHERE id = {int(batch_id)}"


def _with(constants: dict[str, pa.Scalar], rows: pa.Table) -> pa.Table:
    for column, value in constants.items():
        rows = rows.append_column(column, pa.repeat(value, rows.num_rows))
    return rows


def _database() -> Any:
    """The file of differences of the database that this process is connected to."""
    return columns_postgresql if connection.vendor == "postgresql" else columns_sqlite


def _to_the_second(table: pa.Table) -> pa.Table:
    columns = [
        column.cast(pa.timestamp("s"), safe=False) if pa.types.is_timestamp(column.type) else column
        for column in table.columns
    ]
    return pa.table(dict(zip(table.column_names, columns, strict=True)))


def _selection(columns: Iterable[Column]) -> str:
    stored = {"revision_id": "id"}
    parts = []
    for column in columns:
        name = _database().selected(
            stored.get(column.name, column.name), number=column.type is Type.INTEGER
        )
        parts.append(f'{name} AS "{column.name}"')
    return ", ".join(parts)


def _read(query: str, columns: tuple[Column, ...]) -> pa.Table:
    rows = _fetch(query)
    return _typed(rows, [c.name for c in columns], [ARROW[c.type] for c in columns])


def _typed(rows: pa.Table, names: list[str], types: list[pa.DataType]) -> pa.Table:
    arrays = []
    for name, to in zip(names, types, strict=True):
        column = _database().as_stored(rows[name])
        # A column of nulls only comes as numbers, which Arrow does not cast to everything.
        if column.null_count == len(column):
            arrays.append(pa.nulls(len(column), to))
        elif pa.types.is_timestamp(to):
            arrays.append(column.cast(pa.timestamp("us")).cast(to, safe=False))
        else:
            arrays.append(column.cast(to))
    return pa.table(arrays, schema=pa.schema(list(zip(names, types, strict=True))))


@contextmanager
def _stream(query: str, schema: pa.Schema) -> Iterator[Iterator[pa.RecordBatch]]:
    # Connected here and not while rows are drawn: DuckDB draws them in a thread of its own,
    # where Django's connection would be another one.
    database = _database()
    with database.connected() as link, link.cursor() as cursor:
        database.tune(cursor)
        cursor.execute(query)
        yield _drawn(cursor, schema)


def _drawn(cursor: Any, schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    for batch in cursor.fetch_record_batch():
        rows = _typed(pa.Table.from_batches([batch]), schema.names, schema.types)
        yield from rows.to_batches()


def _fetch(query: str) -> pa.Table:
    database = _database()
    with database.connected() as link, link.cursor() as cursor:
        database.tune(cursor)
        cursor.execute(query)
        return cursor.fetch_arrow_table()
