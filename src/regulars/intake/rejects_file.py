"""The rows that an import did not take as a file that can be corrected and imported again."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from regulars.engines.spreadsheet_safe import guarded
from regulars.errors import RegularsError
from regulars.intake.corrected import OURS
from regulars.intake.reasons import REASONS


class FileInTheWay(RegularsError):
    """Where the rejects should go there is something already."""

    exit_code = 3


def write_rejects(
    *, files: list[dict[str, Any]], rows: Iterable[dict[str, Any]], path: Path, language: str
) -> list[Path]:
    """Write one CSV for each header among the batch's files; the first is `path`.

    File, line, reason and message come first, then the file's own columns as they came, but for an
    apostrophe before what a spreadsheet would run as a formula; importing takes both away again.
    A file without columns (its recipe reads whole lines) is given back in plain lines.
    Raises: FileInTheWay.
    """
    kinds = {file["name"]: (tuple(file.get("header", ())), file.get("delimiter")) for file in files}
    places: dict[Any, Path] = {}
    opened: dict[Any, Any] = {}
    try:
        for row in rows:
            kind = kinds[row["file"]]
            if kind not in places:
                places[kind] = _place(path, len(places) + 1)
                opened[kind] = places[kind].open("x", encoding="utf-8-sig", newline="")
                _begin(opened[kind], *kind)
            _write(opened[kind], row, kind[1], language)
    except FileExistsError as error:
        raise FileInTheWay(
            f"There is a file {error.filename} already. Nothing was written. Choose another name."
        ) from error
    finally:
        for file in opened.values():
            file.close()
    return list(places.values())


def _place(path: Path, number: int) -> Path:
    return path if number == 1 else path.with_stem(f"{path.stem}-{number}")


def _begin(file: Any, header: tuple[str, ...], delimiter: str | None) -> None:
    if delimiter is not None:
        csv.writer(file, delimiter=delimiter).writerow([*OURS, *map(guarded, header)])


def _write(file: Any, row: dict[str, Any], delimiter: str | None, language: str) -> None:
    if delimiter is None:
        file.write(row["row"] + "\n")
        return
    reason = row["reason"]
    told = [guarded(row["file"]), str(row["line"]), reason, REASONS[reason][language]]
    cells = [guarded(cell) for cell in _cut(row["row"], delimiter)]
    csv.writer(file, delimiter=delimiter).writerow([*told, *cells])


def _cut(row: str, delimiter: str) -> list[str]:
    """The row's cells; what cannot be cut is one cell, so that nothing of it is lost."""
    try:
        [cells] = csv.reader(io.StringIO(row, newline=""), delimiter=delimiter)
    except (ValueError, csv.Error):
        return [row]
    return cells
