"""What is imported or undone while a refresh runs comes with the next one, and it says so."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import small_books as books

if TYPE_CHECKING:
    from regulars.workspace import Book


@pytest.mark.parametrize("change", ["import", "undo"])
def test_the_manifest_names_the_batches_that_it_read_and_the_card_is_theirs(
    change: str, book: Book, tmp_path: Path
) -> None:
    books.write_files(tmp_path / "first", customers=range(20), orders=range(60), factor=1)
    books.write_files(tmp_path / "second", customers=range(5, 40), orders=range(90), factor=2)
    book.import_files(books.first(tmp_path))
    book.refresh(as_of=books.AS_OF)
    before = books.results_held(book.folder)

    def meanwhile(step: str) -> None:
        if step != "facts":
            return
        if change == "import":
            book.import_files(books.second(tmp_path))
        else:
            book.undo(1)

    done = book.refresh(as_of=books.AS_OF, told=meanwhile)
    assert list(done.snapshot.manifest["published"]) == ["1"]
    assert books.results_held(book.folder) == before

    done = book.refresh(as_of=books.AS_OF)
    assert list(done.snapshot.manifest["published"]) == (["1", "2"] if change == "import" else [])
    assert books.results_held(book.folder) != before
