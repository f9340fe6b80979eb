"""Delimited text into DuckDB: every column as text, every row with the line it came from."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa

from regulars.engines.duckdb_engine import DuckDBEngine, literal, quoted

STARTS = pa.schema([("line", pa.int64())])
STARTS_AT_A_TIME = 100_000


@dataclass(frozen=True)
class Layout:
    """How the text is cut. `delimiter` None: each line is one column."""

    delimiter: str | None
    quote: str
    columns: tuple[str, ...]
    header_lines: int


@dataclass(frozen=True)
class Broken:
    """A record that cannot be cut into the file's columns."""

    line: int
    problem: str
    text: str


def read_text(
    engine: DuckDBEngine, *, name: str, path: Path, layout: Layout, lines: int
) -> list[Broken]:
    """Make table `name`: the file's columns as text, empty as null, and `line` from 1.

    Returns the records that could not be cut into columns; they are not in the table.
    Shape: `path` is plain UTF-8 text of `lines` lines.
    """
    raw, errors = f"{name}_raw", f"{name}_errors"
    engine.define_table(raw, _reading(path, layout, errors))
    broken = [
        Broken(int(line), str(problem).lower(), (text or "").strip("\r\n"))
        for line, problem, text in engine.rows(
            f"SELECT line, error_type, csv_line FROM {quoted(errors)}"
            " QUALIFY row_number() OVER (PARTITION BY line ORDER BY error_type) = 1 ORDER BY line"
        )
    ]
    [(accepted,)] = engine.rows(f"SELECT count(*) FROM {quoted(raw)}")
    bad: list[int] = []
    if layout.delimiter is not None and accepted + layout.header_lines != lines:
        engine.define_streamed(f"{name}_starts", STARTS, _starts(path, layout, bad))
        [(good,)] = engine.rows(f"SELECT count(*) FROM {quoted(name + '_starts')}")
        if good == accepted and len(bad) == len(broken):
            engine.define_view(
                name,
                f"SELECT raw.*, starts.line FROM {quoted(raw)} AS raw"
                f" JOIN {quoted(name + '_starts')} AS starts ON raw.rowid = starts.rowid",
            )
            return [
                Broken(line, problem.problem, problem.text)
                for line, problem in zip(bad, broken, strict=True)
            ]
    first = layout.header_lines + 1
    engine.define_view(name, f"SELECT *, {first} + rowid AS line FROM {quoted(raw)}")
    return broken


def forget_text(engine: DuckDBEngine, *, name: str) -> None:
    """Give back the room of a file whose rows are not needed any more."""
    engine.execute(f"DROP VIEW IF EXISTS {quoted(name)}")
    engine.drop(f"{name}_raw")
    engine.drop(f"{name}_starts")


def row_text(columns: Sequence[str], layout: Layout) -> str:
    """SQL for a row as text, quoted where it has to be."""
    texts = [f"coalesce({quoted(name)}, '')" for name in columns]
    if layout.delimiter is None:
        return texts[0]
    mark, quote = literal(layout.delimiter), literal(layout.quote)
    escaped = "\\" + layout.delimiter if layout.delimiter in "\\^]-" else layout.delimiter
    special = literal(rf"[{escaped}{layout.quote}\r\n]")
    twice = literal(2 * layout.quote)
    cut = (
        f"CASE WHEN regexp_matches({text}, {special})"
        f" THEN {quote} || replace({text}, {quote}, {twice}) || {quote} ELSE {text} END"
        for text in texts
    )
    return f"concat_ws({mark}, {', '.join(cut)})"


def _reading(path: Path, layout: Layout, errors: str) -> str:
    columns = ", ".join(f"{literal(column)}: 'VARCHAR'" for column in layout.columns)
    # A delimiter that no text holds makes each line one column.
    delimiter = "\x01" if layout.delimiter is None else layout.delimiter
    return (
        f"SELECT * FROM read_csv({literal(str(path))}, columns = {{{columns}}},"
        f" auto_detect = false, header = false, skip = {_skip(path, layout)},"
        f" delim = {literal(delimiter)}, quote = {literal(layout.quote)},"
        f" escape = {literal(layout.quote)}, ignore_errors = true, store_rejects = true,"
        f" rejects_table = {literal(errors)}, rejects_scan = {literal(errors + '_scans')},"
        " rejects_limit = 0, max_line_size = 16777216)"
    )


def _skip(path: Path, layout: Layout) -> int:
    """Lines before the rows as DuckDB counts them: a line end within quotes is none."""
    if layout.delimiter is None or not layout.header_lines:
        return layout.header_lines
    within = 0
    with path.open(encoding="utf-8", newline="") as text:
        reader = csv.reader(
            islice(text, layout.header_lines), delimiter=layout.delimiter, quotechar=layout.quote
        )
        for before, _ in _records(reader):
            within += reader.line_num - before - 1
    return layout.header_lines - within


def _starts(path: Path, layout: Layout, bad: list[int]) -> Iterator[pa.RecordBatch]:
    """Lines on which records begin that have as many fields as there are columns; others to `bad`.

    Slower than DuckDB, so only for files with blank lines, quoted line breaks or broken records.
    """
    assert layout.delimiter is not None
    good: list[int] = []
    with path.open(encoding="utf-8", newline="") as text:
        reader = csv.reader(text, delimiter=layout.delimiter, quotechar=layout.quote)
        for before, record in _records(reader):
            if before >= layout.header_lines and record != []:
                whole = record is not None and len(record) == len(layout.columns)
                (good if whole else bad).append(before + 1)
            if len(good) >= STARTS_AT_A_TIME:
                yield pa.record_batch([pa.array(good, pa.int64())], schema=STARTS)
                good = []
    yield pa.record_batch([pa.array(good, pa.int64())], schema=STARTS)


def _records(reader: Any) -> Iterator[tuple[int, list[str] | None]]:
    """Lines before each record, and its fields; None for one that is too long to be held."""
    while True:
        before = reader.line_num
        try:
            yield before, next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield before, None
