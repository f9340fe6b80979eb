"""People at the desk and imports write at once: batches keep one order, and no row is missed."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from regulars.workspace import Book

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
WRITERS, TIMES = 4, 6


def care_for(key: str, *, at: datetime = NOON) -> None:
    from regulars.ledger.desk_facts import write_desk_facts

    row: dict[str, Any] = {
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


def begun(work: Callable[[int], object], count: int) -> Callable[[], None]:
    """Run `work` in threads, all let go at once; the result waits for their end."""
    from django.db import connections

    failed: list[BaseException] = []
    ready = threading.Barrier(count)

    def run(number: int) -> None:
        try:
            ready.wait(30)
            work(number)
        except BaseException as error:
            failed.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()

    def ended() -> None:
        for thread in threads:
            thread.join(120)
            assert not thread.is_alive()
        assert not failed, failed

    return ended


def test_the_first_facts_of_a_day_make_one_batch_whoever_comes_first(book: Book) -> None:
    from regulars.ledger.models import Batch, Care

    begun(lambda number: care_for(str(number)), WRITERS)()
    assert sorted(Batch.objects.values_list("published_seq", flat=True)) == [0, 1]
    assert Care.objects.count() == WRITERS


def test_batches_published_at_once_have_each_their_own_place(book: Book) -> None:
    from regulars.ledger.batches import begin_batch, publish_batch, published_order

    batches = [begin_batch(recipe="own", files=[], at=NOON).pk for _ in range(WRITERS)]

    def publish(number: int) -> None:
        care_for(str(number), at=NOON + timedelta(days=number))
        publish_batch(batch_id=batches[number], counts={}, at=NOON)

    begun(publish, WRITERS)()
    assert sorted(published_order().values()) == list(range(2 * WRITERS + 1))


def test_of_two_undos_at_once_the_second_is_told(
    book: Book, import_orders: Callable[[Book, dict[str, str]], int]
) -> None:
    from regulars.ledger.batches import BatchNotUndoable, undo_batch

    batch = import_orders(book, {"a": "x"})
    told: list[str] = []

    def undo(number: int) -> None:
        try:
            undo_batch(batch_id=batch, at=NOON)
        except BatchNotUndoable as error:
            told.append(str(error))

    begun(undo, 2)()
    assert len(told) == 1


# Not on SQLite, which gives ids to one writer at a time, and which two libraries must not have
# open in one process (decision 001): there the writers are processes, in tests/faults.
@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_a_refresh_between_writes_misses_none_of_them_afterwards(book: Book) -> None:
    """An id that is given early and committed late must not stay behind what was read."""
    import pyarrow.parquet as pq

    from regulars.book.mirror import sync_mirror

    ended = begun(lambda number: [care_for(f"{number}-{time}") for time in range(TIMES)], WRITERS)
    for _ in range(4):
        sync_mirror(book.folder)
    ended()
    keys = [
        key for path in sync_mirror(book.folder)["care"]
        for key in pq.read_table(path)["source_id"].to_pylist()
    ]  # fmt: skip
    assert sorted(keys) == sorted(f"care-{n}-{t}" for n in range(WRITERS) for t in range(TIMES))


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_a_writer_waits_for_the_one_that_has_ids_and_has_not_committed(book: Book) -> None:
    from django.db import transaction

    from regulars.ledger.models import Care

    done = threading.Event()

    def second(number: int) -> None:
        care_for("second")
        done.set()

    with transaction.atomic():
        care_for("first")
        ended = begun(second, 1)
        assert not done.wait(1)
    ended()
    assert list(Care.objects.order_by("pk").values_list("customer_key", flat=True)) == [
        "first",
        "second",
    ]


def test_what_is_read_in_one_view_is_of_one_moment_although_others_write(book: Book) -> None:
    from regulars.book.mirror import ledger_heads
    from regulars.ledger.batches import published_order
    from regulars.ledger.one_view import one_view

    care_for("before")
    with one_view():
        order, heads = published_order(), ledger_heads()
        begun(lambda number: care_for("during", at=NOON + timedelta(days=1)), 1)()
        assert (published_order(), ledger_heads()) == (order, heads)
    assert len(published_order()) == len(order) + 1
    assert ledger_heads() != heads
