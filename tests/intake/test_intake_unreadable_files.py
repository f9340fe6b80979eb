"""A file that cannot be read is refused whole, and the message says what to do."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from regulars.intake.import_files import Imported
    from regulars.workspace import Book

HEADER = "order_id,customer_id,order_date,amount\n"
LINES = HEADER + "1,a,2026-01-02,5\n" * 500


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is empty. Check that the export has finished"),
        (b"\xef\xbb\xbf", "is empty. Check that the export has finished"),
        (gzip.compress(b""), "is empty. Check that the export has finished"),
        (gzip.compress(LINES.encode())[:-20], "is a damaged gzip file .* Get a fresh copy"),
        (gzip.compress(LINES.encode()) + b"more", "is a damaged gzip file .* Get a fresh copy"),
        (b"\x1f\x8b", "is a damaged gzip file .* Get a fresh copy"),
        (LINES.encode() + b"2,b\x00,2026-01-02,5\n", "NUL bytes.* Save it as “CSV UTF-8”"),
        (b"order_id,\x81\x8d\n", "is not text in UTF-8, UTF-16 or Windows-1252"),
    ],
    ids=[
        "empty", "mark_only", "gzip_of_nothing", "gzip_cut", "gzip_and_more", "gzip_head",
        "nul_bytes", "no_text",
    ],
)  # fmt: skip
def test_the_message_says_what_is_wrong_and_what_to_do(
    take: Callable[..., Imported], book: Book, content: bytes, told: str
) -> None:
    from regulars.intake.staging import FileUnreadable

    with pytest.raises(FileUnreadable, match=f"^orders.csv .*{told}") as error:
        take(content)
    assert error.value.exit_code == 3
    assert book.imports() == []
    assert not list(book.folder.glob("staging-*"))


@pytest.mark.parametrize("name", ["nowhere.csv", "."], ids=["missing", "folder"])
def test_a_missing_file_is_named(book: Book, tmp_path: Path, name: str) -> None:
    from regulars.intake.staging import FileUnreadable

    with pytest.raises(FileUnreadable, match=r"There is no file .* Check the name"):
        book.import_files([tmp_path / name])


def test_one_unreadable_file_keeps_the_others_out_too(book: Book, tmp_path: Path) -> None:
    from regulars.intake.staging import FileUnreadable

    (tmp_path / "good.csv").write_text(LINES)
    (tmp_path / "bad.csv").write_bytes(b"")
    with pytest.raises(FileUnreadable):
        book.import_files([tmp_path / "good.csv", tmp_path / "bad.csv"])
    assert book.imports() == []


@pytest.mark.parametrize("text", [HEADER, HEADER.strip()], ids=["ended", "cut"])
def test_a_file_of_a_header_only_brings_nothing(take: Callable[..., Imported], text: str) -> None:
    done = take(text)
    assert (done.read, done.new, done.rejected) == (0, 0, 0)
