"""A spreadsheet's sheet as rows of text with their numbers, streamed, within limits.

Apart from reading text: a cell has a type, so a date is a date and never an ambiguous text.
"""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
from openpyxl.cell.cell import ERROR_CODES

from regulars.intake.limits import MOST_COLUMNS, MOST_SHEET_ROWS, FileUnreadable, too_many_columns
from regulars.intake.text_files import Told

LARGEST_PART: dict[str, int] = {"xl/worksheets/": 2 << 30, "xl/sharedStrings.xml": 256 << 20}
"""Unpacked bytes. A full sheet of a million rows has about 1 GB; the table of texts is held in
memory."""
LARGEST_OTHER_PART = 64 << 20
"""Unpacked bytes of styles, drawings and the like, which are held in memory."""
PACKED_AT_MOST = 250
"""Times. Sheets pack to a twentieth, repetitive ones to a hundredth; bombs to a thousandth."""
PACKED_COUNTS_FROM = 64 << 20
ROWS_AT_A_TIME = 5_000
HEAD_ROWS = 20
"""Rows in which the names of the columns are looked for."""
HEAD_BYTES = 4096


Head = tuple[tuple[int, tuple[str, ...]], ...]
"""Rows with their numbers."""


@dataclass(frozen=True)
class Sheet:
    """One sheet that was copied: its first rows, and the names of all that there are."""

    head: Head
    name: str
    names: tuple[str, ...]


def copy_sheet(*, path: Path, staged: Path, sheet: str | None, told: Told) -> Sheet:
    """Write the rows of the first sheet, or of `sheet`, as Parquet; gives the first rows.

    Shape: columns `line` (the row's number), `broken` (a reason, mostly null) and `c1`, `c2`, ….
    Raises: FileUnreadable.
    """
    _look_at_the_zip(path)
    try:
        # The library warns of what it leaves out (drawings, validations); no values are among it.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _copied(path, staged, sheet, told)
    except FileUnreadable:
        raise
    except Exception as error:  # the library raises whatever its parsers raise
        raise FileUnreadable(
            f"{path.name} is a damaged spreadsheet ({error}); nothing was taken from it. "
            "Open it, save it again as .xlsx or CSV, and import that.",
            why="damaged",
            file=path.name,
        ) from error


def _look_at_the_zip(path: Path) -> None:
    """Before any of it is parsed: sizes as the reader enforces them, and no document types."""
    try:
        with zipfile.ZipFile(path) as packed:
            parts = packed.infolist()
            names = {part.filename for part in parts}
            if "xl/workbook.xml" not in names:
                raise FileUnreadable(
                    f"{path.name} is a packed file but no .xlsx spreadsheet. Nothing was imported. "
                    "Unpack it, or save it as .xlsx or CSV, and import that.",
                    why="not_a_spreadsheet",
                    file=path.name,
                )
            for part in parts:
                _check_size(path.name, part)
                if part.filename.endswith((".xml", ".rels")):
                    _check_head(path.name, packed, part)
            unpacked = sum(part.file_size for part in parts)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError) as error:
        raise FileUnreadable(
            f"{path.name} is a damaged spreadsheet ({error}); nothing was taken from it. "
            "Get a fresh copy of it and import that.",
            why="damaged",
            file=path.name,
        ) from error
    if unpacked > max(PACKED_COUNTS_FROM, PACKED_AT_MOST * path.stat().st_size):
        raise FileUnreadable(
            f"{path.name} unpacks to more than {PACKED_AT_MOST} times its size, as no spreadsheet "
            "does. Nothing was imported. Save it as CSV and import that.",
            why="packed_too_much",
            file=path.name,
        )


def _check_size(name: str, part: zipfile.ZipInfo) -> None:
    fitting = [size for start, size in LARGEST_PART.items() if part.filename.startswith(start)]
    largest = fitting[0] if fitting else LARGEST_OTHER_PART
    if part.file_size > largest:
        raise FileUnreadable(
            f"{name} unpacks to {part.file_size:,} bytes in {part.filename}; at most {largest:,} "
            "are read. Nothing was imported. Save it as CSV and import that.",
            why="part_too_large",
            file=name,
        )


def _check_head(name: str, packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    with packed.open(part) as file:
        head = file.read(HEAD_BYTES).replace(b"\x00", b"").upper()
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
        raise FileUnreadable(
            f"{name} has a document type in {part.filename}, as no spreadsheet program writes it "
            "(entity bombs do). Nothing was imported. Save it as CSV and import that.",
            why="document_type",
            file=name,
        )


def _copied(path: Path, staged: Path, sheet: str | None, told: Told) -> Sheet:
    book = openpyxl.load_workbook(path, read_only=True, data_only=True, keep_links=False)
    try:
        chosen = _sheet(path, book, sheet)
        chosen.reset_dimensions()  # what the file says of its size is often wrong
        total = path.stat().st_size
        rows = _rows(path, chosen)
        some = list(islice(rows, HEAD_ROWS))
        width = max((len(cells) for _, cells in some), default=0)
        head = tuple((n, tuple(_text(one) for one in cells)) for n, cells in some)
        schema = _schema(width)
        with pq.ParquetWriter(staged, schema, compression="zstd") as out:
            while some:
                out.write_batch(_batch(some, width, schema))
                # The library does not say where it is; a row packs to about 40 bytes.
                told("reading", min(some[-1][0] * 40, total), total)
                some = list(islice(rows, ROWS_AT_A_TIME))
        told("reading", total, total)
        return Sheet(head, chosen.title, tuple(one.title for one in book.worksheets))
    finally:
        book.close()


def _sheet(path: Path, book: Any, sheet: str | None) -> Any:
    names = [one.title for one in book.worksheets]
    if not names or (sheet is not None and sheet not in names):
        raise FileUnreadable(
            f"{path.name} has no sheet {sheet or ''}; it has {', '.join(names) or 'none'}. "
            "Nothing was imported. Say which with --sheet.",
            why="no_such_sheet",
            file=path.name,
        )
    return book[sheet or names[0]]


def _rows(path: Path, sheet: Any) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """Rows that hold something, with their numbers."""
    for number, padded in enumerate(sheet.iter_rows(values_only=True), 1):
        if number > MOST_SHEET_ROWS:
            raise FileUnreadable(
                f"{path.name} has more than {MOST_SHEET_ROWS:,} rows, which no spreadsheet has. "
                "Nothing was imported. Save it as CSV and import that.",
                why="too_many_rows",
                file=path.name,
            )
        cells = _trimmed(padded)
        if len(cells) > MOST_COLUMNS:
            raise too_many_columns(path.name, len(cells))
        if cells:
            yield number, cells


def _schema(width: int) -> pa.Schema:
    texts = [(f"c{place}", pa.string()) for place in range(1, width + 1)]
    return pa.schema([("line", pa.int64()), ("broken", pa.string()), *texts])


def _batch(
    rows: list[tuple[int, tuple[Any, ...]]], width: int, schema: pa.Schema
) -> pa.RecordBatch:
    columns: list[list[str | None]] = [
        [_text(cells[place]) or None if place < len(cells) else None for _, cells in rows]
        for place in range(width)
    ]
    broken = [_broken(cells, width) for _, cells in rows]
    numbers = [number for number, _ in rows]
    return pa.record_batch(
        [
            pa.array(numbers, pa.int64()),
            *(pa.array(one, pa.string()) for one in (broken, *columns)),
        ],
        schema=schema,
    )


def _broken(cells: tuple[Any, ...], width: int) -> str | None:
    if len(cells) > width:
        return "too_many_columns"
    if any(isinstance(cell, str) and cell in ERROR_CODES for cell in cells):
        return "formula_error"
    return None


def _trimmed(cells: tuple[Any, ...]) -> tuple[Any, ...]:
    end = len(cells)
    while end and cells[end - 1] in (None, ""):
        end -= 1
    return cells[:end]


def _text(value: Any) -> str:
    """A cell as a user's file would write it, unambiguously."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.15g}"  # the digits that a spreadsheet shows
    if isinstance(value, datetime):
        midnight = value.time() == time()
        return f"{value:%Y-%m-%d}" if midnight else f"{value:%Y-%m-%d %H:%M:%S}"
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return str(value)
