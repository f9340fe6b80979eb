"""What was known at an instant gives the results of that instant again, byte for byte."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from regulars.workspace import Book

BEGAN = datetime(2026, 3, 1, 8, tzinfo=UTC)
RESULTS = ("card.parquet", "candidates.parquet", "identities.parquet", "manifest.json")


class Clock:
    """A minute for each thing that happens."""

    def __init__(self) -> None:
        self.at = BEGAN

    def __call__(self) -> datetime:
        self.at += timedelta(minutes=1)
        return self.at


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch, book: Book) -> Clock:
    from regulars.workspace import care, facts, results

    clock = Clock()
    for part in (care, facts, results):
        monkeypatch.setattr(part, "now", clock)
    return clock


@pytest.fixture
def business(book: Book, tmp_path: Path) -> Callable[[int], int]:
    """Import a month's orders of a dozen customers; other numbers, other orders."""

    def run(number: int) -> int:
        path = tmp_path / f"orders-{number}.csv"
        rows = [
            f"{number * 7 + place},c{place % 12},2025-{1 + (number + place) % 12:02d}-15,"
            f"{100 + 37 * number + place}"
            for place in range(40)
        ]
        path.write_text("\n".join(["order_id,customer_id,order_date,amount", *rows]) + "\n")
        batch = book.import_files([path]).batch
        assert batch is not None
        return batch

    return run


def results(book: Book, name: str) -> dict[str, bytes]:
    return {file: (book.folder / "snapshots" / name / file).read_bytes() for file in RESULTS}


def test_a_past_snapshot_is_made_again(
    book: Book, clock: Clock, business: Callable[[int], int]
) -> None:
    first = business(1)
    then = book.refresh()
    for item in book.today(hours=40).items[:3]:
        book.done(care_id=item.care_id, received="welcome", note=None)
    business(2)
    book.undo(first)
    now = book.refresh()
    assert results(book, now.snapshot.name) != results(book, then.snapshot.name)
    again = book.refresh(known_at=then.snapshot.made_at)
    assert results(book, again.snapshot.name) == results(book, then.snapshot.name)


def test_a_look_at_the_past_leaves_the_current_results_as_they_are(
    book: Book, clock: Clock, business: Callable[[int], int]
) -> None:
    business(1)
    before = clock.at
    business(2)
    current = book.refresh().snapshot.name
    past = book.refresh(known_at=before).snapshot.name
    assert book.card().equals(book.card(snapshot=current))
    assert not book.card().equals(book.card(snapshot=past))


def test_an_instant_without_a_zone_is_on_the_book_s_clock(
    make_book: Callable[..., Book], tmp_path: Path
) -> None:
    book = make_book("dhaka", currency="BDT", zone="Asia/Dhaka")
    asked = book.refresh(known_at=datetime(2026, 3, 1, 3)).snapshot
    assert asked.manifest["today"] == "2026-03-01"
    assert book.refresh(known_at=datetime(2026, 2, 28, 21, tzinfo=UTC)).snapshot.manifest == (
        asked.manifest
    )


def test_a_warehouse_does_not_tell_what_it_knew(book: Book) -> None:
    from regulars.book.refresh import PastUnknown

    file = book.folder / "book.toml"
    file.write_text(
        file.read_text() + '\n[warehouse.order]\nparquet = ["x"]\nsource = "shop"\n'
        '[warehouse.order.columns]\nsource_id = "number"\ncustomer_key = "who"\n'
    )
    with pytest.raises(PastUnknown, match="--as-of"):
        book.refresh(known_at=BEGAN)


STEPS = st.lists(st.sampled_from(("import", "undo", "care", "refresh")), min_size=2, max_size=6)


@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=STEPS)
def test_whatever_happened_since_every_past_is_made_again(
    make_book: Callable[..., Book],
    clock: Clock,
    steps: list[str],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("steps")
    book = make_book(folder.name, currency="EUR")
    imported: list[int] = []
    made: list[tuple[datetime, str]] = []
    for number, step in enumerate(["import", "refresh", *steps]):
        if step == "import":
            path = folder / "orders.csv"
            rows = "".join(
                f"{number * 5 + n},c{n % 7},2025-{1 + n % 9:02d}-1{number},{90 + n}\n"
                for n in range(20)
            )
            path.write_text(f"order_id,customer_id,order_date,amount\n{rows}")
            batch = book.import_files([path]).batch
            assert batch is not None
            imported.append(batch)
        elif step == "undo" and imported:
            book.undo(imported.pop(0))
        elif step == "care":
            for item in book.today(hours=40).items[:2]:
                book.done(care_id=item.care_id, received="unwelcome", note=None)
        elif step == "refresh":
            snapshot = book.refresh().snapshot
            made.append((snapshot.made_at, snapshot.name))
    for instant, name in made[-3:]:
        again = book.refresh(known_at=instant).snapshot.name
        assert results(book, again) == results(book, name)
