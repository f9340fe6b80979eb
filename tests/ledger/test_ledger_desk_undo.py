"""What was just written at the desk is taken back: it never counted, but for a look at the past."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pyarrow.parquet as pq
import pytest
from django.db.models import Q

if TYPE_CHECKING:
    from regulars.workspace import Book

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)


def sold(key: str, *, at: datetime = NOON, amount: int = 100) -> None:
    from regulars.ledger.desk_facts import write_desk_facts

    row: dict[str, Any] = {
        "customer_source": "own",
        "customer_key": "ann",
        "state": "placed",
        "happened_on": date(2026, 1, 5),
        "amount_minor": amount,
        "currency": "EUR",
    }
    write_desk_facts(fact="order", rows={key: row}, at=at)


def undo(*keys: str, at: datetime = NOON + timedelta(minutes=1)) -> None:
    from regulars.ledger.desk_undo import undo_desk_facts

    undo_desk_facts(facts={"order": keys}, at=at)


def counting() -> list[str]:
    from regulars.ledger.current import current_rows

    return sorted(row["source_id"] for row in current_rows("order", Q()))


def mirrored(book: Book) -> list[str]:
    """The keys of the batches that count, as a refresh reads them."""
    from regulars.book.mirror import sync_mirror
    from regulars.ledger.batches import published_order

    counts = published_order()
    return sorted(
        key
        for path in sync_mirror(book.folder)["order"]
        if int(path.name[1:8]) in counts
        for key in pq.read_table(path)["source_id"].to_pylist()
    )


def test_what_was_taken_back_counts_no_more_and_the_rest_does(book: Book) -> None:
    for key in ("first", "second", "third"):
        sold(key)
    undo("second")
    assert counting() == ["first", "third"]
    assert mirrored(book) == ["first", "third"]


def test_also_where_the_mirror_had_it_already(book: Book) -> None:
    from regulars.book.mirror_check import mirror_faults

    for key in ("first", "second", "third"):
        sold(key)
    assert mirrored(book) == ["first", "second", "third"]
    undo("second")
    assert mirror_faults(book.folder) == [], "what is not mirrored yet is no fault"
    assert mirrored(book) == ["first", "third"]
    undo("third")
    assert mirrored(book) == ["first"]
    assert mirror_faults(book.folder) == []


def test_every_revision_of_it_goes(book: Book) -> None:
    sold("first")
    sold("first", amount=200)
    undo("first")
    assert counting() == []


def test_nothing_is_undone_twice_or_without_having_been_written(book: Book) -> None:
    from regulars.ledger.desk_undo import NothingToUndo

    sold("first")
    undo("first")
    for key in ("first", "never"):
        with pytest.raises(NothingToUndo, match="Nothing was changed"):
            undo(key)


def test_the_day_goes_on_in_its_batch_afterwards(book: Book) -> None:
    sold("first")
    undo("first")
    sold("second", at=NOON + timedelta(minutes=2))
    assert counting() == ["second"]
    assert mirrored(book) == ["second"]


def test_written_again_under_the_same_key_it_counts_again(book: Book) -> None:
    sold("first")
    undo("first")
    sold("first", at=NOON + timedelta(minutes=2), amount=300)
    assert counting() == ["first"]


def test_a_look_at_the_past_sees_it_from_when_it_was_written_until_it_was_undone(
    book: Book,
) -> None:
    from regulars.ledger.known import known_at
    from regulars.ledger.models import Order

    sold("first")
    sold("second", at=NOON + timedelta(seconds=20))
    undo("second", at=NOON + timedelta(seconds=40))

    def seen(seconds: int) -> set[str]:
        known = known_at(NOON + timedelta(seconds=seconds))
        found = set()
        for order in Order.objects.filter(batch_id__in=known.published):
            last = known.up_to.get("order", {}).get(order.batch_id)
            if last is None or order.pk <= last:
                found.add(order.source_id)
        return found

    assert seen(10) == {"first"}
    assert seen(30) == {"first", "second"}
    assert seen(50) == {"first"}
