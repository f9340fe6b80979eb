"""Every test here runs on both databases: books, tiny imports, and the current facts as read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from shelf import Shelf

from regulars.engines import DuckDBEngine

if TYPE_CHECKING:
    from regulars.workspace import Book

Contents = Mapping[str, str]
"""The channel of each order by its key: the one thing that these imports tell apart."""


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> str:
    """The kind of database that the ledger is in."""
    kind: str = request.param
    return kind


@pytest.fixture(scope="module")
def shelf(database: str, request: pytest.FixtureRequest) -> Iterator[Shelf]:
    """Where this module's books come from."""
    if database == "sqlite":
        shelf = Shelf(request.getfixturevalue("empty_ledger"), None, None)
    else:
        server = request.getfixturevalue("postgresql")
        shelf = Shelf(None, server, request.getfixturevalue("empty_database"))
    yield shelf
    shelf.close()


@pytest.fixture(scope="module")
def one_book(
    shelf: Shelf, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[], Book]]:
    """Opens one book of this module, for tests that do not mind what others wrote into it."""
    folder = tmp_path_factory.mktemp("one") / "book"
    shelf.make(folder, currency="EUR").close()
    yield lambda: shelf.open(folder)


@pytest.fixture
def same_book(one_book: Callable[[], Book]) -> Iterator[Book]:
    """That book, open."""
    opened = one_book()
    yield opened
    opened.close()


@pytest.fixture
def make_book(tmp_path: Path, shelf: Shelf) -> Iterator[Callable[..., Book]]:
    """Makes fresh books, each closing the one before: `make_book("name", currency="JPY")`."""
    made: list[Book] = []

    def make(name: str = "book", **options: Any) -> Book:
        made.append(shelf.make(tmp_path / name, **options))
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture(scope="session")
def import_orders(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Book, Contents], int]:
    """Import orders of customer `c-<key>` with the channels given; the batch's number."""
    folder = tmp_path_factory.mktemp("orders")

    def run(book: Book, contents: Contents) -> int:
        path = folder / "orders.csv"
        rows = [f"{key},c-{key},2026-01-02,5,{content}" for key, content in contents.items()]
        path.write_text("\n".join(["order_id,customer_id,order_date,amount,channel", *rows]) + "\n")
        batch = book.import_files([path]).batch
        assert batch is not None
        return batch

    return run


@pytest.fixture(scope="session")
def orders_at_the_desk() -> Callable[[], dict[str, str]]:
    """The channel of each current order, as `ledger.current` gives it."""

    def read() -> dict[str, str]:
        from django.db.models import Q

        from regulars.ledger.current import current_rows

        rows = current_rows("order", Q())
        found = {row["source_id"]: row["channel"] for row in rows}
        assert len(found) == len(rows), "a key came twice"
        return found

    return read


@pytest.fixture(scope="session")
def engine_facts() -> Callable[[Path, str, str], dict[str, object]]:
    """One column of a fact's current rows by key, as the engine sees them after a refresh."""

    def read(folder: Path, fact: str, column: str) -> dict[str, object]:
        from regulars.book.current_facts import define_current_facts
        from regulars.book.mirror import sync_mirror
        from regulars.ledger.known import known_now

        known = known_now()
        with DuckDBEngine(temporary=folder / "temporary", threads=1) as engine:
            define_current_facts(
                engine,
                files=sync_mirror(folder),
                published=known.published,
                warehouse={},
                growing=known.growing,
            )
            rows = engine.rows(f'SELECT source_id, "{column}" FROM fact_{fact}')
        found = dict(rows)
        assert len(found) == len(rows), "a key came twice"
        return found

    return read
