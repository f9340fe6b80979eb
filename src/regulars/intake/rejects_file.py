"""The rows that an import did not take as a file that can be corrected and imported again."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from regulars.engines.spreadsheet_safe import guarded
from regulars.errors import RegularsError
from regulars.intake.corrected import OURS
from regulars.intake.reasons import REASONS

BYTE_ORDER_MARK = "\ufeff"
"""By it spreadsheets know the letters of other scripts."""


class FileInTheWay(RegularsError):
    """Where the rejects should go there is something already."""

    exit_code = 3


Header = tuple[tuple[str, ...], str | None]
"""The names of a file's columns, and what separates them; None where each line is one column."""


def write_rejects(
    *, files: list[dict[str, Any]], rows: Iterable[dict[str, Any]], path: Path, language: str
) -> list[Path]:
    """Write one CSV for each header among the batch's files; the first is `path`.

    File, line, reason and message come first, then the file's own columns as they came, but for an
    apostrophe before what a spreadsheet would run as a formula; importing takes both away again.
    A file without columns (its recipe reads whole lines) is given back in plain lines.
    Raises: FileInTheWay.
    """
    kinds = {file["name"]: _header(file) for file in files}
    places: dict[Any, Path] = {}
    opened: dict[Any, Any] = {}
    try:
        for row in rows:
            kind = kinds[row["file"]]
            if kind not in places:
                places[kind] = _place(path, len(places) + 1)
                opened[kind] = places[kind].open("x", encoding="utf-8-sig", newline="")
                opened[kind].write(_first_line(kind))
            opened[kind].write(_line(row, kind, language))
    except FileExistsError as error:
        raise FileInTheWay(
            f"There is a file {error.filename} already. Nothing was written. Choose another name."
        ) from error
    finally:
        for file in opened.values():
            file.close()
    return list(places.values())


def headers_of(files: Iterable[dict[str, Any]]) -> dict[Header, list[str]]:
    """The headers among a batch's files, each with the names of the files that have it."""
    found: dict[Header, list[str]] = {}
    for file in files:
        found.setdefault(_header(file), []).append(file["name"])
    return found


def rejects_text(header: Header, rows: Iterable[dict[str, Any]], *, language: str) -> Iterator[str]:
    """The same file as text, line by line, for rows of files that all have this header."""
    yield BYTE_ORDER_MARK + _first_line(header)
    for row in rows:
        yield _line(row, header, language)


def _header(file: dict[str, Any]) -> Header:
    return tuple(file.get("header", ())), file.get("delimiter")


def _place(path: Path, number: int) -> Path:
    return path if number == 1 else path.with_stem(f"{path.stem}-{number}")


def _first_line(header: Header) -> str:
    names, delimiter = header
    return "" if delimiter is None else _joined([*OURS, *map(guarded, names)], delimiter)


def _line(row: dict[str, Any], header: Header, language: str) -> str:
    _, delimiter = header
    if delimiter is None:
        return str(row["row"]) + "\n"
    reason = row["reason"]
    told = [guarded(row["file"]), str(row["line"]), reason, REASONS[reason][language]]
    return _joined([*told, *map(guarded, _cut(row["row"], delimiter))], delimiter)


def _joined(cells: list[str], delimiter: str) -> str:
    line = io.StringIO(newline="")
    csv.writer(line, delimiter=delimiter).writerow(cells)
    return line.getvalue()


def _cut(row: str, delimiter: str) -> list[str]:
    """The row's cells; what cannot be cut is one cell, so that nothing of it is lost."""
    try:
        [cells] = csv.reader(io.StringIO(row, newline=""), delimiter=delimiter)
    except (ValueError, csv.Error):
        return [row]
    return cells
