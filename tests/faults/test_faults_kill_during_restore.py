"""A killed restore leaves no book or a whole one, never half of one; done again it works."""

from __future__ import annotations

import signal
from pathlib import Path
from typing import NamedTuple

import pytest
import small_books as books
from conftest import Commands

import regulars
from regulars.book.book_file import BookNotFound
from regulars.opening import restore_book

STEPS = [
    ("call book/restore.py:unpack", 1),
    ("return book/restore.py:_unpack_one", 1),
    ("return book/restore.py:_unpack_one", 2),
    ("return book/restore.py:unpack", 1),
    ("call ledger/suppression.py:suppress", 1),
    ("call opening.py:_switch", 1),
    ("return opening.py:_switch", 1),
]


class Kept(NamedTuple):
    """A backup, and the facts in it."""

    archive: Path
    facts: str


@pytest.fixture(scope="module")
def kept(before: Path, tmp_path_factory: pytest.TempPathFactory) -> Kept:
    archive = tmp_path_factory.mktemp("kept") / "b.tar"
    book = regulars.open(before)
    book.backup(archive)
    facts = books.facts_held()
    book.close()
    return Kept(archive, facts)


def facts_of_book(folder: Path) -> str:
    book = regulars.open(folder)
    facts = books.facts_held()
    book.close()
    return facts


@pytest.mark.parametrize(("step", "which"), STEPS)
def test_into_a_new_folder_there_is_no_book_or_the_whole_one(
    commands: Commands, kept: Kept, tmp_path: Path, step: str, which: int
) -> None:
    place = tmp_path / "shelf" / "book"
    commands.start("restore", kept.archive, place, killed_at=(step, which))
    assert commands.exit_code() == -signal.SIGKILL
    if step.startswith("return opening.py:_switch"):
        assert facts_of_book(place) == kept.facts
    else:
        with pytest.raises(BookNotFound):
            regulars.open(place)
        restore_book(kept.archive, place).book.close()
        assert facts_of_book(place) == kept.facts
    assert [path.name for path in place.parent.iterdir()] == ["book"]


@pytest.mark.parametrize("which", [1, 2], ids=["between_the_renames", "after_both"])
def test_in_the_place_of_a_book_neither_is_lost(
    commands: Commands, own: Path, kept: Kept, which: int
) -> None:
    orders = own.parent / "more.csv"
    orders.write_text("order_id,customer_id,order_date,amount\nnew,c1,2026-02-02,5\n")
    book = regulars.open(own)
    book.import_files([orders])
    replaced = books.facts_held()
    book.close()
    assert replaced != kept.facts

    step = "c_return rename"
    commands.start("restore", kept.archive, own, "--over", killed_at=(step, which))
    assert commands.exit_code() == -signal.SIGKILL
    beside = own.with_name("book.before-restore-1")
    assert facts_of_book(beside) == replaced
    if not own.exists():
        restore_book(kept.archive, own).book.close()
    assert facts_of_book(own) == kept.facts
    left = {path.name for path in own.parent.iterdir() if path.is_dir()}
    assert left == {"book", "book.before-restore-1"}
