"""A large book is read some customers at a time, with the same results."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from regulars.engines import DuckDBEngine
from regulars.world import make_world
from regulars.world.write_files import write_files

if TYPE_CHECKING:
    from regulars.workspace import Book

DAY = date(2026, 3, 1)
RESULTS = ("card.parquet", "candidates.parquet", "identities.parquet")


@pytest.fixture
def business(book: Book, tmp_path: Path) -> Iterator[Book]:
    world = make_world(seed=5, ends_on=DAY, customers=80)
    book.import_files(write_files(world=world, folder=tmp_path / "files"))
    yield book


def test_a_refresh_in_parts_gives_the_same_bytes(
    business: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = business.refresh(as_of=DAY).snapshot.folder
    asked: list[int] = []
    plain = DuckDBEngine.define_parts

    def counted(
        engine: DuckDBEngine, name: str, sql: str, *, by: str, parts: int
    ) -> tuple[str, ...]:
        asked.append(parts)
        return plain(engine, name, sql, by=by, parts=parts)

    monkeypatch.setattr(DuckDBEngine, "define_parts", counted)
    monkeypatch.setattr(DuckDBEngine, "customers_at_a_time", 7)
    in_parts = business.refresh(as_of=DAY).snapshot.folder
    assert asked and asked[0] > 5
    for name in RESULTS:
        assert (in_parts / name).read_bytes() == (whole / name).read_bytes()
