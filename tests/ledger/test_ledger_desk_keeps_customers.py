"""An undo never removes a customer to whom something written at the desk refers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from regulars.workspace import Book

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
EngineFacts = Callable[[Path, str, str], dict[str, object]]


@pytest.fixture
def import_names(book: Book, tmp_path: Path) -> Callable[[dict[str, str]], int]:
    """Import customers with the names given; the batch's number."""

    def run(names: dict[str, str]) -> int:
        path = tmp_path / "customers.csv"
        rows = [f"{key},{name}" for key, name in names.items()]
        path.write_text("\n".join(["customer_id,name", *rows]) + "\n")
        batch = book.import_files([path]).batch
        assert batch is not None
        return batch

    return run


def care_for(key: str, *, at: datetime = NOON) -> None:
    from regulars.ledger.desk_facts import write_desk_facts

    row = {
        "customer_source": "own",
        "customer_key": key,
        "play": "first_order",
        "play_version": 1,
        "planned_on": date(2026, 1, 5),
        "staff": "owner",
        "state": "done",
        "state_at": at,
        "rank": 1,
        "minutes": 5,
        "currency": "EUR",
    }
    write_desk_facts(fact="care", rows={f"care-{key}": row}, at=at)


def names() -> dict[str, str]:
    from django.db.models import Q

    from regulars.ledger.current import current_rows

    return {row["source_id"]: row["name"] for row in current_rows("customer", Q())}


def test_the_customer_stays_with_name_and_id_and_the_others_go(
    book: Book, import_names: Callable[[dict[str, str]], int], engine_facts: EngineFacts
) -> None:
    batch = import_names({"a": "Ann", "b": "Bo"})
    care_for("a")
    book.undo(batch)
    assert names() == {"a": "Ann"}
    assert list(engine_facts(book.folder, "identity", "source")) == ["a"]
    assert list(engine_facts(book.folder, "customer", "kind")) == ["a"]


def test_a_customer_known_from_orders_alone_stays_too(
    book: Book,
    import_orders: Callable[[Book, dict[str, str]], int],
    engine_facts: EngineFacts,
) -> None:
    batch = import_orders(book, {"a": "x", "b": "x"})
    care_for("c-a")
    book.undo(batch)
    assert list(engine_facts(book.folder, "identity", "source")) == ["c-a"]
    assert engine_facts(book.folder, "order", "channel") == {}


def test_an_undo_goes_back_to_the_import_before_although_the_desk_refers_to_the_customer(
    book: Book, import_names: Callable[[dict[str, str]], int]
) -> None:
    import_names({"a": "Ann"})
    second = import_names({"a": "Anna"})
    care_for("a")
    assert names() == {"a": "Anna"}
    book.undo(second)
    assert names() == {"a": "Ann"}


def test_a_later_import_counts_over_what_the_desk_keeps(
    book: Book, import_names: Callable[[dict[str, str]], int]
) -> None:
    import_names({"a": "Ann"})
    care_for("a")
    second = import_names({"a": "Anna"})
    care_for("a", at=NOON + timedelta(days=1))
    assert names() == {"a": "Anna"}
    book.undo(second)
    assert names() == {"a": "Ann"}


def test_with_all_imports_undone_the_newest_name_is_kept(
    book: Book, import_names: Callable[[dict[str, str]], int], engine_facts: EngineFacts
) -> None:
    first = import_names({"a": "Ann"})
    care_for("a")
    second = import_names({"a": "Anna"})
    care_for("a", at=NOON + timedelta(minutes=5))
    book.undo(first)
    book.undo(second)
    assert names() == {"a": "Anna"}
    assert list(engine_facts(book.folder, "customer", "kind")) == ["a"]


def test_of_what_is_said_several_times_on_one_day_only_the_last_counts(
    book: Book, import_names: Callable[[dict[str, str]], int], engine_facts: EngineFacts
) -> None:
    import_names({"a": "Ann"})
    for minute in range(3):
        care_for("a", at=NOON + timedelta(minutes=minute))
    assert engine_facts(book.folder, "care", "state") == {"care-a": "done"}


def test_what_was_written_at_the_desk_outlives_every_undo(
    book: Book, import_names: Callable[[dict[str, str]], int], engine_facts: EngineFacts
) -> None:
    batch = import_names({"a": "Ann"})
    care_for("a")
    book.undo(batch)
    assert engine_facts(book.folder, "care", "state") == {"care-a": "done"}
    again = import_names({"a": "Ann"})
    assert names() == {"a": "Ann"}
    book.undo(again)
    assert engine_facts(book.folder, "care", "state") == {"care-a": "done"}
    assert names() == {"a": "Ann"}
