"""What settles in a watched folder is imported once, and lies in `done` or `refused` after that."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from regulars.workspace import Book

HEADER = "order_id,customer_id,order_date,amount\n"


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    return folder


@pytest.fixture
def once(book: Book, inbox: Path) -> Callable[..., list[Any]]:
    """One look, a wait in which `meanwhile` happens, another look."""

    def run(meanwhile: Callable[[], object] = lambda: None) -> list[Any]:
        from regulars.cli.watch import watch

        return list(watch(book, inbox, once=True, wait=lambda seconds: meanwhile()))

    return run


def names(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_good_files_go_to_done_and_bad_ones_to_refused_with_the_reason(
    once: Callable[..., list[Any]], inbox: Path, book: Book
) -> None:
    (inbox / "a.csv").write_text(HEADER + "1,a,2026-01-02,5\n")
    (inbox / "b.csv").write_text("what,is,this\n1,2,3\n")
    (inbox / "c.csv").write_text(HEADER + "2,a,never,5\n")
    assert [(one.name, one.taken) for one in once()] == [
        ("a.csv", True), ("b.csv", False), ("c.csv", True),
    ]  # fmt: skip
    assert names(inbox) == [
        "done/a.csv", "done/c.csv", "done/c.csv.txt", "refused/b.csv", "refused/b.csv.txt",
    ]  # fmt: skip
    assert "are not known" in (inbox / "refused" / "b.csv.txt").read_text()
    assert "line 2: This is not a date" in (inbox / "done" / "c.csv.txt").read_text()
    assert len(book.imports()) == 2


def test_a_file_that_still_grows_is_left_until_it_has_settled(
    once: Callable[..., list[Any]], inbox: Path
) -> None:
    path = inbox / "a.csv"
    path.write_text(HEADER)
    assert once(lambda: path.write_text(HEADER + "1,a,2026-01-02,5\n")) == []
    assert [one.taken for one in once()] == [True]


def test_unfinished_and_hidden_files_are_passed_over(
    once: Callable[..., list[Any]], inbox: Path
) -> None:
    for name in (".a.csv", "a.csv.part", "~$a.xlsx", "b.csv.crdownload"):
        (inbox / name).write_text(HEADER)
    assert once() == []
    (inbox / "a.csv.part").rename(inbox / "a.csv")
    assert [one.name for one in once()] == ["a.csv"]


def test_a_folder_of_files_is_one_batch(
    once: Callable[..., list[Any]], inbox: Path, book: Book
) -> None:
    (inbox / "monday").mkdir()
    (inbox / "monday" / "o.csv").write_text(HEADER + "1,a,2026-01-02,5\n")
    (inbox / "monday" / "p.csv").write_text("product_id,name\np,Tea\n")
    assert [one.name for one in once()] == ["monday"]
    [batch] = book.imports()
    assert [file["name"] for file in batch.files] == ["o.csv", "p.csv"]
    assert names(inbox) == ["done/monday/o.csv", "done/monday/p.csv"]


def test_the_same_name_again_does_not_write_over_the_first(
    once: Callable[..., list[Any]], inbox: Path
) -> None:
    for day in ("02", "03"):
        (inbox / "a.csv").write_text(HEADER + f"1,a,2026-01-{day},5\n")
        once()
    assert names(inbox) == ["done/a-2.csv", "done/a.csv"]


def test_a_file_that_was_imported_but_not_moved_changes_nothing_the_second_time(
    once: Callable[..., list[Any]], inbox: Path, book: Book
) -> None:
    (inbox / "a.csv").write_text(HEADER + "1,a,2026-01-02,5\n")
    book.import_files([inbox / "a.csv"])  # and then killed
    once()
    newest = book.imports()[0]
    assert (newest.counts["new"], newest.counts["changed"]) == (0, 0)
    assert names(inbox) == ["done/a.csv"]


def test_one_process_watches_for_a_book_and_a_busy_book_leaves_the_file(
    once: Callable[..., list[Any]], inbox: Path, book: Book
) -> None:
    from regulars.ledger.lock import BookBusy, only_one

    (inbox / "a.csv").write_text(HEADER + "1,a,2026-01-02,5\n")
    with only_one(folder=book.folder, work="import"):
        assert once() == []
    assert names(inbox) == ["a.csv"]
    with only_one(folder=book.folder, work="watch"), pytest.raises(BookBusy):
        once()


def test_no_folder_and_the_book_s_own_are_refused(
    once: Callable[..., list[Any]], inbox: Path, book: Book
) -> None:
    from regulars.cli.watch import NothingFits, watch
    from regulars.intake.watched_folder import NotAFolder

    with pytest.raises(NothingFits):
        list(watch(book, book.folder, once=True))
    shutil.rmtree(inbox)

    with pytest.raises(NotAFolder, match="Make it, or check the name"):
        once()
