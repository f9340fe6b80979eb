"""What says the same of every customer is in no row of a snapshot, and in all that reads it."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from regulars.book.snapshot import current_snapshot
from regulars.opening import init_book

if TYPE_CHECKING:
    from regulars.workspace import Book

AS_OF = date(2026, 6, 30)


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """Orders and nothing else."""
    lines = ["order_id,customer_id,order_date,amount"]
    for n in range(300):
        lines.append(f"{n},{n % 40},{AS_OF - timedelta(days=n * 7 % 400)},{5 + n % 9}")
    (tmp_path / "orders.csv").write_text("\n".join(lines) + "\n")
    book = init_book(tmp_path / "book", currency="EUR")
    book.import_files([tmp_path / "orders.csv"])
    book.refresh(as_of=AS_OF)
    return book


def test_it_is_in_the_manifest_and_not_in_the_rows(book: Book) -> None:
    snapshot = current_snapshot(book.folder)
    rows = pq.read_schema(snapshot.card).names
    alike, columns = snapshot.manifest["alike"], snapshot.manifest["columns"]
    assert {"reviews", "last_rating_milli", "sent_spend_minor", "check_in_due_days"} <= set(alike)
    assert not set(rows) & set(alike)
    assert sorted([*rows, *alike]) == sorted(columns)
    assert rows == [name for name in columns if name not in alike]


def test_the_card_has_all_columns_in_their_order_with_their_types(book: Book) -> None:
    card, told = book.card(), current_snapshot(book.folder).manifest
    assert card.column_names[: len(told["columns"])] == told["columns"]
    types = {"BIGINT": pa.int64(), "DOUBLE": pa.float64(), "VARCHAR": pa.string()}
    types |= {"DATE": pa.date32(), "INTEGER": pa.int32(), "BOOLEAN": pa.bool_()}
    for name, one in told["alike"].items():
        assert card[name].type == types[one["type"]], name
        assert card[name].unique().to_pylist() == [one["value"]], name
    assert told["alike"]["reviews"]["value"] == 0
    assert book.card(where="reviews = 0 AND last_rating_milli IS NULL").num_rows == 40


def test_what_is_known_of_one_customer_is_in_the_rows(book: Book, tmp_path: Path) -> None:
    path = tmp_path / "problems.csv"
    path.write_text("problem_id,customer_id,opened_on,state,topic\np1,3,2026-06-01,open,bill\n")
    before = book.card(columns=["customer_id", "orders"])
    book.import_files([path])
    book.refresh(as_of=AS_OF)
    assert "problems" not in current_snapshot(book.folder).manifest["alike"]
    assert sorted(book.card(columns=["problems"])["problems"].to_pylist()) == [0] * 39 + [1]
    assert book.card(columns=["customer_id", "orders"]).equals(before)
