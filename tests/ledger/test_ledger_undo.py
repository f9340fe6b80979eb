"""What undo refuses, and what it says then."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from regulars.workspace import Book

NOW = datetime(2026, 1, 5, 9, tzinfo=UTC)
ImportOrders = Callable[["Book", dict[str, str]], int]


def test_undo_of_a_batch_that_is_not_there_says_how_to_find_one(book: Book) -> None:
    from regulars.ledger.batches import UnknownBatch

    with pytest.raises(UnknownBatch, match=r"no batch 7\. `regulars imports` lists") as told:
        book.undo(7)
    assert told.value.exit_code == 4


def test_undo_of_an_undone_batch_says_so_and_changes_nothing(
    book: Book, import_orders: ImportOrders
) -> None:
    from regulars.ledger.batches import BatchNotUndoable

    batch = import_orders(book, {"a": "x"})
    book.undo(batch)
    before = book.imports()
    with pytest.raises(BatchNotUndoable, match="undone already") as told:
        book.undo(batch)
    assert told.value.exit_code == 3
    assert book.imports() == before


def test_what_was_written_at_the_desk_is_not_undone_as_a_batch(book: Book) -> None:
    from regulars.ledger.batches import BatchNotUndoable, desk_batch

    batch = desk_batch(at=NOW)
    with pytest.raises(BatchNotUndoable, match="written at the desk"):
        book.undo(batch.pk)


def test_an_import_that_is_still_loading_is_not_undone(book: Book) -> None:
    from regulars.ledger.batches import BatchNotUndoable, begin_batch

    batch = begin_batch(recipe="own", files=[], at=NOW)
    with pytest.raises(BatchNotUndoable, match="still loading"):
        book.undo(batch.pk)


def test_an_undone_import_is_still_listed_with_its_day(
    book: Book, import_orders: ImportOrders
) -> None:
    batch = import_orders(book, {"a": "x"})
    book.undo(batch)
    [listed] = book.imports()
    assert (listed.batch, listed.state) == (batch, "undone")
    assert listed.undone_at is not None


def test_the_rows_of_an_undone_batch_stay_in_the_ledger(
    book: Book, import_orders: ImportOrders
) -> None:
    from regulars.ledger.models import Order

    batch = import_orders(book, {"a": "x", "b": "y"})
    book.undo(batch)
    assert Order.objects.filter(batch=batch).count() == 2
