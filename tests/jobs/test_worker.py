"""The background worker, run in this process on a real book."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from regulars.ledger.lock import BookBusy, only_one

if TYPE_CHECKING:
    from regulars.workspace import Book

NOW = datetime(2026, 11, 22, 2, tzinfo=UTC)


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch, book: Book) -> None:
    from regulars.jobs import worker

    monkeypatch.setattr(worker, "SECONDS_BETWEEN_LOOKS", 0.0)


def rounds(count: int) -> Callable[[], bool]:
    left = iter([True] * count)
    return lambda: next(left, False)


def run(book: Book, *, at: time | None = time(7), times: int = 1, now: datetime = NOW) -> None:
    from regulars.jobs.worker import run_worker

    run_worker(
        book,
        folder=book.folder,
        morning_at=lambda: (at, "Asia/Dhaka"),
        made_at=book.made_at,
        now=lambda: now,
        going_on=rounds(times),
    )


def tasks() -> list[Any]:
    from django_tasks_db.models import DBTaskResult

    return list(DBTaskResult.objects.order_by("enqueued_at"))


def test_in_the_morning_results_are_made_and_the_day_is_planned(book: Book, orders: Path) -> None:
    book.import_files([orders])
    run(book, times=3)
    assert book.has_snapshot
    assert book.day_plan() is not None
    assert [task.status for task in tasks()] == ["SUCCESSFUL"]


def test_before_the_morning_nothing_is_done(book: Book) -> None:
    run(book, times=3, now=datetime(2026, 11, 22, 0, 30, tzinfo=UTC))
    assert not book.has_snapshot
    assert tasks() == []


def test_what_is_asked_for_is_done_whatever_the_time(book: Book, orders: Path) -> None:
    from regulars.jobs.tasks import ask_for_refresh

    book.import_files([orders])
    assert ask_for_refresh()
    assert not ask_for_refresh(), "it waits already"
    run(book, at=None)
    assert book.has_snapshot
    assert ask_for_refresh(), "the one before is done"


def test_a_refresh_that_fails_is_kept_as_failed_and_the_worker_goes_on(book: Book) -> None:
    from regulars.jobs.tasks import ask_for_refresh

    ask_for_refresh()
    with only_one(folder=book.folder, work="refresh"):
        run(book, at=None, times=2)
    assert [task.status for task in tasks()] == ["FAILED"]
    assert "Another refresh" in tasks()[0].traceback
    ask_for_refresh()
    run(book, at=None)
    assert book.has_snapshot


def test_a_task_that_a_killed_worker_left_is_not_waited_for(book: Book) -> None:
    from regulars.jobs.tasks import ask_for_refresh

    ask_for_refresh()
    [task] = tasks()
    task.claim("killed")
    run(book, at=None)
    assert [task.status for task in tasks()] == ["FAILED"]
    assert ask_for_refresh()


def test_a_book_has_one_worker(book: Book) -> None:
    with only_one(folder=book.folder, work="worker"), pytest.raises(BookBusy, match="worker"):
        run(book)


@pytest.fixture
def orders(tmp_path: Path) -> Path:
    path = tmp_path / "orders.csv"
    rows = "".join(f"{n},c{n % 3},2026-11-{1 + n % 20:02d},25\n" for n in range(30))
    path.write_text(f"order_id,customer_id,order_date,amount\n{rows}")
    return path
