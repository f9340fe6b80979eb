"""A user's file in the book's own staging folder, in a form that the engine reads."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from pathlib import Path

from regulars.engines import DuckDBEngine
from regulars.engines.duckdb_columns import json_columns, parquet_columns
from regulars.intake.limits import FileUnreadable
from regulars.intake.text_files import PIECE_BYTES, Told, copy_text

__all__ = ["FileUnreadable", "Kind", "StagedFile", "stage_file"]

SAMPLE_LINES = 50
OLD_OFFICE = b"\xd0\xcf\x11\xe0"


class Kind(StrEnum):
    """What the staged copy is, told from the file's first bytes and not from its name."""

    TEXT = "text"
    SHEET = "sheet"
    JSON = "json"
    PARQUET = "parquet"


@dataclass(frozen=True)
class StagedFile:
    """`path` is the copy (a Parquet file is read in its place); `name` and `size_bytes` are the
    user's file's; `sha256` is that of the file's content, unpacked.

    Shape: `sample` has the first lines of text; `rows` the first rows of other kinds, each with
           its number, of which one names the columns.
    """

    name: str
    path: Path
    size_bytes: int
    sha256: str
    kind: Kind
    lines: int
    sample: tuple[str, ...] = ()
    rows: tuple[tuple[int, tuple[str, ...]], ...] = ()
    table: str = ""
    """Of JSON lines: the engine's table that has them."""
    sheet: str = ""
    """Of a spreadsheet: the one that is read, and in `sheets` the names of all."""
    sheets: tuple[str, ...] = ()

    @property
    def width(self) -> int:
        """Columns of a sheet, as many as its longest row near the top has."""
        return max((len(cells) for _, cells in self.rows), default=0)


def stage_file(
    *,
    path: Path,
    folder: Path,
    number: int,
    engine: DuckDBEngine,
    sheet: str | None = None,
    told: Told = lambda step, done, total: None,
) -> StagedFile:
    """Copy what the file holds: text, packed or not, a spreadsheet, JSON lines or Parquet.

    Raises: FileUnreadable for a file that is missing, empty, broken, or of another kind.
    """
    if not path.is_file():
        raise FileUnreadable(
            f"There is no file {path}. Check the name and try again.",
            why="missing",
            file=path.name,
        )
    try:
        with path.open("rb") as file:
            first = file.read(4)
    except PermissionError as error:
        raise FileUnreadable(
            f"{path.name} may not be read by this user. Nothing was imported. "
            "Give the permission, or copy the file, and import that.",
            why="not_permitted",
            file=path.name,
        ) from error
    if first == b"PAR1":
        return _parquet(path, engine)
    if first.startswith(b"PK"):
        return _sheet(path, folder / f"{number:03d}.parquet", sheet, told)
    if first == OLD_OFFICE:
        raise FileUnreadable(
            f"{path.name} is a spreadsheet of the old kind, or has a password. Nothing was "
            "imported. Save it as .xlsx or CSV without a password, and import that.",
            why="old_spreadsheet",
            file=path.name,
        )
    return _text(path, folder / f"{number:03d}.txt", engine, number, told)


def _text(path: Path, staged: Path, engine: DuckDBEngine, number: int, told: Told) -> StagedFile:
    text = copy_text(path=path, staged=staged, told=told)
    if text.lines == 0:
        raise _empty(path)
    with staged.open(encoding="utf-8", newline="") as lines:
        sample = tuple(line.rstrip("\r\n") for line in islice(lines, SAMPLE_LINES))
    head = next((line.strip() for line in sample if line.strip()), "")
    if head.startswith("["):
        raise FileUnreadable(
            f"{path.name} is one JSON array. Nothing was imported. Write it as JSON lines, one "
            "object a line (e.g. with `jq -c '.[]'`), and import that.",
            why="json_array",
            file=path.name,
        )
    size = path.stat().st_size
    if not head.startswith("{"):
        return StagedFile(path.name, staged, size, text.sha256, Kind.TEXT, text.lines, sample)
    table = f"lines_{number}"
    names = json_columns(engine, table=table, path=staged, lines=text.lines)
    return StagedFile(
        path.name, staged, size, text.sha256, Kind.JSON, text.lines,
        rows=((0, tuple(names)),), table=table,
    )  # fmt: skip


def _sheet(path: Path, staged: Path, sheet: str | None, told: Told) -> StagedFile:
    # A fifth of a second to import, which other files need not wait for.
    from regulars.intake.workbooks import copy_sheet

    copied = copy_sheet(path=path, staged=staged, sheet=sheet, told=told)
    if not copied.head:
        raise _empty(path)
    return StagedFile(
        path.name, staged, path.stat().st_size, _sha256(path), Kind.SHEET, 0,
        rows=copied.head, sheet=copied.name, sheets=copied.names,
    )  # fmt: skip


def _parquet(path: Path, engine: DuckDBEngine) -> StagedFile:
    try:
        names = tuple(one.name for one in parquet_columns(engine, path))
        [(rows,)] = engine.rows("SELECT sum(num_rows) FROM parquet_file_metadata($1)", [str(path)])
    except Exception as error:  # the engine's own, which only its room may name
        raise FileUnreadable(
            f"{path.name} is a damaged Parquet file ({str(error).splitlines()[0]}); nothing was "
            "taken from it. Get a fresh copy of it and import that.",
            why="damaged",
            file=path.name,
        ) from error
    size = path.stat().st_size
    return StagedFile(
        path.name, path, size, _sha256(path), Kind.PARQUET, int(rows or 0), rows=((0, names),)
    )


def _empty(path: Path) -> FileUnreadable:
    return FileUnreadable(
        f"{path.name} is empty. Check that the export has finished.", why="empty", file=path.name
    )


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(PIECE_BYTES):
            digest.update(piece)
    return digest.hexdigest()
