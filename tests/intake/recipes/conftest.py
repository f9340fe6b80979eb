"""Importing the files of a system as a test writes them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from regulars.intake.import_files import Imported
    from regulars.workspace import Book


@pytest.fixture
def export(tmp_path: Path) -> Callable[..., Path]:
    """Write a file with all columns of a header and rows of some: `export(HEADER, {"Id": "1"})`."""

    def write(header: str, *rows: dict[str, str], name: str = "export.csv") -> Path:
        names = next(csv.reader([header]))
        text = io.StringIO()
        writer = csv.DictWriter(text, names, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        path = tmp_path / name
        path.write_text(text.getvalue(), encoding="utf-8")
        return path

    return write


@pytest.fixture
def take_export(book: Book, export: Callable[..., Path]) -> Callable[..., Imported]:
    """Write a file and import it."""

    def run(header: str, *rows: dict[str, str], **options: Any) -> Imported:
        return book.import_files([export(header, *rows)], **options)

    return run


@pytest.fixture
def take_lines(book: Book, tmp_path: Path) -> Callable[..., Imported]:
    """Write JSON lines and import them."""

    def run(*rows: dict[str, Any], **options: Any) -> Imported:
        path = tmp_path / "export.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        return book.import_files([path], **options)

    return run
