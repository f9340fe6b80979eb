"""A kill at the steps of an import or an undo leaves all or nothing in PostgreSQL too."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
import small_books as books
from conftest import Commands
from postgresql_server import Server
from shelf import Shelf

from regulars.ledger.place import VARIABLE

CHUNKS = {"regulars.ledger.columns.CHUNK_ROWS": books.CHUNK_ROWS}
KILLS = [
    ("import", "call ledger/columns.py:_append", 2),
    ("import", "return ledger/columns.py:_append", 6),
    ("import", "call ledger/batches.py:publish_batch", 1),
    ("import", "return ledger/batches.py:publish_batch", 1),
    ("undo", "return ledger/batches.py:known_batch", 1),
    ("undo", "return ledger/batches.py:undo_batch", 1),
    ("undo", "return workspace/telling.py:Telling.undo", 1),
]
AFTER = {"return ledger/batches.py:publish_batch", "return workspace/telling.py:Telling.undo"}
"""Steps at which the work is done: it counts."""


class Prepared(NamedTuple):
    """A book with one import, on a database to copy, and the facts before and after more work."""

    book: Path
    place: Path
    before: str
    after: dict[str, str]


@pytest.fixture(scope="module")
def shelf(postgresql: Server, empty_database: str) -> Iterator[Shelf]:
    shelf = Shelf(None, postgresql, empty_database)
    yield shelf
    shelf.close()


@pytest.fixture(scope="module")
def prepared(shelf: Shelf, tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    place = tmp_path_factory.mktemp("postgresql")
    books.write_csvs(place)
    book = shelf.make(place / "book", currency="EUR")
    books.import_first(book, place)
    before = books.facts_held()
    book.close()
    after = {}
    for work, act in (("import", books.import_second), ("undo", books.undo)):
        copy = shelf.copy(place / "book", place / f"undisturbed-{work}")
        act(copy, place)
        after[work] = books.facts_held()
        copy.close()
    return Prepared(place / "book", place, before, after)


@pytest.mark.parametrize(("work", "step", "which"), KILLS, ids=str)
def test_all_or_nothing_and_done_again_it_is_done(
    commands: Commands,
    shelf: Shelf,
    prepared: Prepared,
    tmp_path: Path,
    work: str,
    step: str,
    which: int,
) -> None:
    folder = tmp_path / "book"
    shelf.copy(prepared.book, folder).close()
    words = ["undo", "1"] if work == "undo" else ["import", *books.second(prepared.place)]
    commands.start(
        *words,
        *("--book", folder),
        killed_at=(step, which),
        constants=CHUNKS,
        environment={VARIABLE: os.environ[VARIABLE]},
    )
    assert commands.exit_code() == -signal.SIGKILL

    book = shelf.open(folder)
    after = prepared.after[work]
    assert books.facts_held() == (after if step in AFTER else prepared.before)
    if work == "import":
        books.import_second(book, prepared.place)
    else:
        books.undo(book, prepared.place)
    assert books.facts_held() == after
    assert books.rows_that_do_not_count() == 0
    book.close()
