"""Files made to fill memory or the disk are refused soon, in little room, with the cure."""

from __future__ import annotations

import gzip
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest

if TYPE_CHECKING:
    from regulars.workspace import Book

HEADER = b"order_id,customer_id,order_date,amount\n"
MOST_MIB = 700
"""Of an import's whole process; an ordinary one of some rows takes about 200."""
PATIENCE_SECONDS = 120
MEASURED = """
import sys
from regulars.cli.main import main
code = main(sys.argv[1:])
[peak] = [line for line in open("/proc/self/status") if line.startswith("VmHWM")]
print(peak.split()[1])
sys.exit(code)
"""
"""The command, then its own peak in KiB: that of `wait4` counts what the forking process had."""


@dataclass(frozen=True)
class Refused:
    told: str
    peak_mib: float
    seconds: float


@pytest.fixture
def refused(book: Book) -> Callable[[Path], Refused]:
    """Import in a process of its own, and see that nothing was changed."""

    def run(path: Path) -> Refused:
        book.close()
        began = time.perf_counter()
        child = subprocess.Popen(
            [sys.executable, "-c", MEASURED, "import", path, "--book", book.folder],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        peak, told = child.communicate()
        assert child.returncode == 3, told
        assert "Nothing was imported" in told or "nothing was taken" in told
        assert book.imports() == []
        assert not list(book.folder.glob("staging-*"))
        return Refused(told, int(peak) / 1024, time.perf_counter() - began)

    return run


def bounded(one: Refused) -> None:
    assert one.peak_mib < MOST_MIB
    assert one.seconds < PATIENCE_SECONDS


def test_a_line_of_two_gigabytes_is_named(
    refused: Callable[[Path], Refused], tmp_path: Path
) -> None:
    path = tmp_path / "orders.csv.gz"
    member = gzip.compress(b"x" * (16 << 20))  # members follow each other: 2 GiB in 2 MB
    path.write_bytes(gzip.compress(HEADER + b"1,a,2026-01-02,5\n2,") + member * 128)
    assert path.stat().st_size < 4 << 20
    one = refused(path)
    assert "Line 3 of orders.csv.gz is longer than 4,194,304 characters" in one.told
    bounded(one)


def test_a_gzip_bomb_is_stopped_at_its_ratio(
    refused: Callable[[Path], Refused], tmp_path: Path
) -> None:
    path = tmp_path / "orders.csv.gz"
    member = gzip.compress(b"1,a,2026-01-02,5\n" * (1 << 20), compresslevel=9)
    path.write_bytes(gzip.compress(HEADER) + member * 600)  # 10 GiB
    one = refused(path)
    assert "unpacks to more than 200 times its size" in one.told
    bounded(one)


def test_a_packed_file_that_was_cut_is_refused(
    refused: Callable[[Path], Refused], tmp_path: Path
) -> None:
    path = tmp_path / "orders.csv.gz"
    path.write_bytes(gzip.compress(HEADER + b"1,a,2026-01-02,5\n" * 100_000)[:-100])
    assert "damaged gzip file" in refused(path).told


def workbook(path: Path, parts: dict[str, bytes]) -> Path:
    """A spreadsheet in which parts are others; a part may be huge if it packs well."""
    sheet = openpyxl.Workbook()
    sheet.active.append(["order_id", "customer_id", "order_date", "amount"])
    plain = path.with_name("plain.xlsx")
    sheet.save(plain)
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            with new.open(name, "w", force_zip64=True) as part:
                for piece in [content] if len(content) < 1 << 24 else [content] * 20:
                    part.write(piece)
    return path


SHEET = "xl/worksheets/sheet1.xml"
ROWS = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    b"%s</sheetData></worksheet>"
)
ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE sst [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;&b;">]><sst><si><t>&c;</t></si></sst>'
)


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ({SHEET: b" " * (1 << 24)}, "unpacks to more than 250 times its size"),
        ({"xl/styles.xml": b" " * (1 << 24)}, "unpacks to 335,544,320 bytes in xl/styles.xml"),
        ({"xl/sharedStrings.xml": ENTITIES}, "has a document type in xl/sharedStrings.xml"),
        ({SHEET: ENTITIES}, "has a document type in xl/worksheets/sheet1.xml"),
        ({SHEET: ROWS % b'<row r="999999999"><c r="A1"><v>1</v></c></row>'}, "than 1,048,576 rows"),
        ({SHEET: ROWS % b'<row r="1"><c r="XFD1"><v>1</v></c></row>'}, "has 16,384 columns"),
        ({SHEET: ROWS[:60]}, "is a damaged spreadsheet"),
    ],
    ids=["sheet", "styles", "entities", "entities_in_sheet", "rows", "columns", "cut"],
)
def test_a_spreadsheet_that_is_a_bomb_is_refused(
    refused: Callable[[Path], Refused], tmp_path: Path, parts: dict[str, bytes], told: str
) -> None:
    one = refused(workbook(tmp_path / "orders.xlsx", parts))
    assert told in one.told
    bounded(one)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"PK\x03\x04 and no more", "is a damaged spreadsheet"),
        (b"PAR1 and no more", "is a damaged Parquet file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "of the old kind, or has a password"),
    ],
    ids=["zip", "parquet", "old_office"],
)
def test_a_broken_file_of_another_kind_is_refused(
    refused: Callable[[Path], Refused], tmp_path: Path, content: bytes, told: str
) -> None:
    path = tmp_path / "orders.csv"
    path.write_bytes(content)
    assert told in refused(path).told


def test_a_packed_file_that_is_no_spreadsheet_is_refused(
    refused: Callable[[Path], Refused], tmp_path: Path
) -> None:
    path = tmp_path / "orders.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("orders.csv", HEADER)
    assert "no .xlsx spreadsheet" in refused(path).told
