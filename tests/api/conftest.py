"""A small real book with a planned day, and programs that ask with keys of all kinds.

The book is made once; each test has a copy of it.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from programs import person, with_key

import regulars
from regulars.opening import init_book

if TYPE_CHECKING:
    from regulars.workspace import Book

ENDS_ON = date(2026, 3, 1)
CUSTOMERS = 300


@pytest.fixture(scope="session")
def planned_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from regulars.world import make_world
    from regulars.world.write_files import write_files

    folder = tmp_path_factory.mktemp("books") / "planned"
    book = init_book(folder, name="Hill View", zone="Asia/Dhaka", currency="BDT")
    world = make_world(seed=7, ends_on=ENDS_ON, customers=CUSTOMERS)
    book.import_files(write_files(world=world, folder=tmp_path_factory.mktemp("files")))
    book.refresh(as_of=ENDS_ON)
    book.today(hours=2)
    book.close()
    return folder


@pytest.fixture
def book(planned_folder: Path, tmp_path: Path) -> Iterator[Book]:
    """The book with its planned day, as nobody has touched it."""
    opened = regulars.open(shutil.copytree(planned_folder, tmp_path / "planned"))
    yield opened
    opened.close()


@pytest.fixture
def token_of(book: Book) -> Callable[..., str]:
    """The token of a new key: `token_of("read", role="staff")`. The owner's, where no role is."""

    def make(*scopes: str, role: str = "owner", name: str | None = None) -> str:
        from regulars.people.keys import make_key

        token: str = make_key(
            user=person(role),
            name=name or "-".join(scopes).replace(":", " "),
            scopes=scopes,
            at=datetime.now(UTC),
        )[1]
        return token

    return make


@pytest.fixture
def api(token_of: Callable[..., str]) -> Client:
    """A program with a key of the owner for everything."""
    token = token_of("read", "write:facts", "write:acts", "admin", name="everything")
    return with_key(token)
