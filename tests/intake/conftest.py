"""Importing a text written in the test, and reading what became of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from regulars.intake.import_files import Imported
    from regulars.workspace import Book


@pytest.fixture
def take(book: Book, tmp_path: Path) -> Callable[..., Imported]:
    """Write a file and import it: `take("order_id,…", name="orders.csv", dates="day-first")`."""

    def run(content: str | bytes, *, name: str = "orders.csv", **options: Any) -> Imported:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return book.import_files([path], **options)

    return run


@pytest.fixture
def current(book: Book) -> Callable[[str], list[dict[str, Any]]]:
    """The current rows of a fact in the order of their keys."""

    def read(fact: str) -> list[dict[str, Any]]:
        from django.db.models import Q

        from regulars.ledger.current import current_rows

        return sorted(current_rows(fact, Q()), key=lambda row: row["source_id"])

    return read


@pytest.fixture
def rejected(book: Book) -> Callable[[Imported], list[tuple[Any, ...]]]:
    """Line, reason, column, value and row of what an import did not take, from the ledger."""

    def read(done: Imported) -> list[tuple[Any, ...]]:
        assert done.batch is not None
        rows = book.rejects(done.batch)
        assert len(rows) == done.rejected
        return [(r["line"], r["reason"], r["column"], r["value"], r["row"]) for r in rows]

    return read
