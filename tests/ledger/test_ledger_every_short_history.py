"""Every history that a key can have in three imports, and every order of undoing them.

A key is absent from a batch, or has one of two contents in it: 27 histories, among them A-B-A.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations, product
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from shelf import Shelf

if TYPE_CHECKING:
    from regulars.workspace import Book

ABSENT = "-"
HISTORIES = ["".join(history) for history in product(f"{ABSENT}xy", repeat=3)]
BATCHES = [
    {history: history[place] for history in HISTORIES if history[place] != ABSENT}
    for place in range(3)
]
ORDERS = list(permutations(range(3)))


def replayed(complete: list[dict[str, str]]) -> dict[str, str]:
    """What importing these batches in their order gives."""
    found: dict[str, str] = {}
    for batch in complete:
        found |= batch
    return found


@pytest.fixture(scope="module")
def imported(
    tmp_path_factory: pytest.TempPathFactory,
    shelf: Shelf,
    import_orders: Callable[[Book, dict[str, str]], int],
) -> Path:
    """A book with the three batches, numbered 1 to 3."""
    folder = tmp_path_factory.mktemp("imported")
    book = shelf.make(folder, currency="EUR")
    assert [import_orders(book, batch) for batch in BATCHES] == [1, 2, 3]
    book.close()
    return folder


@pytest.mark.parametrize("order", ORDERS, ids=lambda order: "-".join(str(n + 1) for n in order))
def test_undo_in_any_order_leaves_what_the_other_imports_give(
    imported: Path,
    shelf: Shelf,
    tmp_path: Path,
    order: tuple[int, ...],
    orders_at_the_desk: Callable[[], dict[str, str]],
    engine_facts: Callable[[Path, str, str], dict[str, object]],
) -> None:
    book = shelf.copy(imported, tmp_path / "book")
    complete = {0, 1, 2}
    for undone in order:
        book.undo(undone + 1)
        complete.remove(undone)
        expected = replayed([BATCHES[place] for place in sorted(complete)])
        assert orders_at_the_desk() == expected
        assert engine_facts(book.folder, "order", "channel") == expected
    book.close()


def test_a_batch_that_was_undone_counts_as_the_newest_when_it_is_imported_again(
    imported: Path,
    shelf: Shelf,
    tmp_path: Path,
    import_orders: Callable[[Book, dict[str, str]], int],
    orders_at_the_desk: Callable[[], dict[str, str]],
    engine_facts: Callable[[Path, str, str], dict[str, object]],
) -> None:
    book = shelf.copy(imported, tmp_path / "book")
    book.undo(1)
    again = import_orders(book, BATCHES[0])
    assert orders_at_the_desk() == replayed([BATCHES[1], BATCHES[2], BATCHES[0]])
    book.undo(2)
    book.undo(again)
    assert orders_at_the_desk() == BATCHES[2]
    assert engine_facts(book.folder, "order", "channel") == BATCHES[2]
    book.close()
