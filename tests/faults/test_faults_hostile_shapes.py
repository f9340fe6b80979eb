"""Files of an absurd form are refused or read with nothing lost, and say what to do."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from regulars.intake.import_files import Imported
    from regulars.workspace import Book

HEADER = "order_id,customer_id,order_date,amount\n"
Take = Callable[[str | bytes], "Imported"]
NOBODY = 65534


@pytest.fixture
def take(book: Book, tmp_path: Path) -> Take:
    def run(content: str | bytes) -> Imported:
        path = tmp_path / "orders.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return book.import_files([path])

    return run


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (
            ",".join(f"c{n}" for n in range(100_000)) + "\n1\n",
            "has 100,000 columns; at most",
        ),
        ("", "is empty"),
        ("\n\n", "are not known"),
        (HEADER + "1,a\x00b,2026-01-02,5\n", r"NUL bytes, the first in line 2"),
        ("order_id,customer_id,customer_id,date\n1,a,b,2026-01-02\n", "two columns called “custom"),
        (bytes(range(128, 256)) * 100, "is not text|are not known"),
        ("\x1b]0;x\x07,\u202e\n", "are not known"),
    ],
    ids=["columns", "empty", "blank", "nul", "twice", "bytes", "escapes"],
)
def test_the_file_is_refused_with_the_cure(
    take: Take, book: Book, content: str | bytes, told: str
) -> None:
    from regulars.errors import RegularsError

    with pytest.raises(RegularsError, match=told) as error:
        take(content)
    assert error.value.exit_code == 3
    assert str(error.value).endswith(".")
    assert book.imports() == []


def test_a_file_with_a_header_only_brings_nothing(take: Take) -> None:
    done = take(HEADER)
    assert (done.read, done.new, done.rejected) == (0, 0, 0)


def test_a_folder_is_no_file(book: Book, tmp_path: Path) -> None:
    from regulars.intake.staging import FileUnreadable

    with pytest.raises(FileUnreadable, match="There is no file"):
        book.import_files([tmp_path])


def test_a_file_that_may_not_be_read_says_so(book: Book) -> None:
    from regulars.engines import DuckDBEngine
    from regulars.intake.staging import FileUnreadable, stage_file

    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "orders.csv"
        path.write_text(HEADER)
        path.chmod(0o000)
        Path(place).chmod(0o755)
        root = os.geteuid() == 0  # whom permissions do not bind
        with DuckDBEngine(temporary=book.folder) as engine:
            if root:
                os.seteuid(NOBODY)
            try:
                with pytest.raises(FileUnreadable, match=r"may not be read .*Give the permission"):
                    stage_file(path=path, folder=Path(place), number=1, engine=engine)
            finally:
                if root:
                    os.seteuid(0)


def test_quotes_that_never_end_in_a_large_file_lose_nothing_silently(take: Take) -> None:
    good = "".join(f"{n},a,2026-01-02,5\n" for n in range(1, 2_001))
    swallowed = "".join(f"{n},b,2026-01-02,5\n" for n in range(2_002, 900_000))
    done = take(HEADER + good + '2001,"b,2026-01-02,5\n' + swallowed)
    assert done.facts["order"] == 2_000
    assert done.rejected >= 1
    assert done.rejects[0]["line"] == 2_002


def test_keys_that_come_twice_count_once_and_the_other_content_is_told(take: Take) -> None:
    done = take(HEADER + "1,a,2026-01-02,5\n1,b,2026-01-02,6\n1,b,2026-01-02,6\n")
    assert (done.facts["order"], done.rejected) == (1, 1)
    assert [(row["line"], row["reason"]) for row in done.rejects] == [(2, "repeated_key")]


def test_many_broken_lines_are_all_kept(take: Take, book: Book) -> None:
    done = take(HEADER + "1,a\n" * 30_000 + "2,a,2026-01-02,5\n")
    assert (done.rejected, done.facts["order"]) == (30_000, 1)
    rows: list[dict[str, Any]] = book.rejects(done.batch or 0)
    assert [row["line"] for row in rows] == list(range(2, 30_002))
