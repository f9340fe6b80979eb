"""The second import of a book is told that one is running."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from regulars.workspace import Book


def test_the_second_import_is_told_who_is_at_work_and_changes_nothing(
    book: Book, import_orders: Callable[[Book, dict[str, str]], int]
) -> None:
    from regulars.ledger.lock import BookBusy, only_one

    with (
        only_one(folder=book.folder, work="import"),
        pytest.raises(BookBusy, match=rf"Another import .* \(process {os.getpid()}\)") as told,
    ):
        import_orders(book, {"a": "x"})
    assert told.value.exit_code == 6
    assert book.imports() == []


def test_after_the_first_has_ended_the_second_works(
    book: Book, import_orders: Callable[[Book, dict[str, str]], int]
) -> None:
    from regulars.ledger.lock import only_one

    with only_one(folder=book.folder, work="import"):
        pass
    assert import_orders(book, {"a": "x"}) == 1


def test_a_refresh_and_an_import_do_not_wait_for_each_other(
    book: Book, import_orders: Callable[[Book, dict[str, str]], int]
) -> None:
    from regulars.ledger.lock import only_one

    with only_one(folder=book.folder, work="refresh"):
        assert import_orders(book, {"a": "x"}) == 1


def test_no_lock_is_left_in_the_folder(
    book: Book, import_orders: Callable[[Book, dict[str, str]], int]
) -> None:
    import_orders(book, {"a": "x"})
    assert list(book.folder.glob("*.lock")) == []


def test_who_comes_right_after_another_has_ended_is_let_in(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also before the database server has heard that the holder's connection is closed."""
    from django.db import connections

    from regulars.ledger.lock import held, only_one

    unheard = []

    def close(own: Any) -> None:
        unheard.append(own)

    with monkeypatch.context() as patched:
        patched.setattr(type(connections["default"]), "close", close)
        with only_one(folder=book.folder, work="refresh"):
            assert held(folder=book.folder, work="refresh")
        assert not held(folder=book.folder, work="refresh")
        with only_one(folder=book.folder, work="refresh"):
            pass
    for one in unheard:
        one.close()
