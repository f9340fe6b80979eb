"""What is written at the desk on one day is one batch."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from regulars.workspace import Book

MIDNIGHT = datetime(2026, 1, 5, tzinfo=UTC)


@pytest.mark.parametrize("zone", ["UTC", "Asia/Dhaka", "America/Los_Angeles"])
def test_a_day_has_one_batch_whatever_the_zone_of_the_book(
    make_book: Callable[..., Book], zone: str
) -> None:
    from regulars.ledger.batches import desk_batch

    make_book(currency="EUR", zone=zone)
    hours = [MIDNIGHT + timedelta(hours=hour, minutes=59) for hour in range(48)]
    batches = [desk_batch(at=at).pk for at in hours]
    assert batches == [batches[0]] * 24 + [batches[24]] * 24
    assert batches[0] != batches[24]


def test_a_desk_batch_counts_from_its_first_fact(book: Book) -> None:
    from regulars.ledger.batches import desk_batch, published_order

    batch = desk_batch(at=MIDNIGHT)
    assert published_order() == {batch.pk: 1}


def test_what_the_desk_keeps_comes_before_every_other_batch(book: Book) -> None:
    from regulars.ledger.batches import desk_batch, holding_batch, published_order

    day = desk_batch(at=MIDNIGHT)
    kept = holding_batch(at=MIDNIGHT)
    assert published_order() == {kept.pk: 0, day.pk: 1}
    assert holding_batch(at=MIDNIGHT + timedelta(days=9)).pk == kept.pk
    assert desk_batch(at=MIDNIGHT).pk == day.pk


def test_the_desk_s_batches_are_not_listed_as_imports(book: Book) -> None:
    from regulars.ledger.batches import desk_batch, holding_batch

    desk_batch(at=MIDNIGHT)
    holding_batch(at=MIDNIGHT)
    assert book.imports() == []
