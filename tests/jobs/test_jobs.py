"""Long work that somebody asked for: joined, told with its progress, ended apart, forgotten."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from regulars.errors import told_of
from regulars.ledger.lock import held, only_one

if TYPE_CHECKING:
    from regulars.workspace import Book

Work = Callable[..., None]


def ask(**asked: Any) -> Any:
    from regulars.jobs.tasks import ask as real

    return real(**asked)


@pytest.fixture
def work(book: Book, monkeypatch: pytest.MonkeyPatch) -> Work:
    """The worker looks once, and does all that waits."""
    from regulars.jobs import worker

    monkeypatch.setattr(worker, "SECONDS_BETWEEN_LOOKS", 0.0)

    def once(**options: Any) -> None:
        going = iter([True])
        worker.run_worker(
            book,
            folder=book.folder,
            morning_at=lambda: (None, "UTC"),
            made_at=book.made_at,
            now=lambda: datetime.now(UTC),
            going_on=lambda: next(going, False),
            **options,
        )

    return once


def test_who_asks_for_what_runs_already_joins_it(book: Book, work: Work) -> None:
    from regulars.jobs.queue import DONE, WAITING, job

    first, new = ask(kind="refresh", by="mitali")
    second, again = ask(kind="refresh", by="rahim")
    assert (new, again) == (True, False)
    assert second.id == first.id
    assert (second.asked_by, second.state) == ("mitali", WAITING)
    work()
    ended = job(first.id)
    assert (ended.state, ended.done, ended.total) == (DONE, 7, 8)
    assert ended.came == {"snapshot": ended.came["snapshot"], "customers": 0}
    third, new = ask(kind="refresh", by="rahim")
    assert new
    assert third.id != first.id


def test_an_error_is_kept_with_its_cure_in_plain_values(book: Book, work: Work) -> None:
    from regulars.jobs.queue import FAILED, newest

    ask(kind="refresh", by="mitali")
    with only_one(folder=book.folder, work="refresh"):
        work()
    told = newest(kinds=["refresh"])
    assert told is not None
    assert told.state == FAILED
    assert told.came["error"] == "BookBusy"
    assert "try again" in told.came["message"]


def test_what_a_killed_worker_left_is_told_as_broken_off(book: Book, work: Work) -> None:
    from django_tasks_db.models import DBTaskResult

    from regulars.jobs.queue import BROKEN_OFF, FAILED, job

    asked, _ = ask(kind="refresh", by="mitali")
    DBTaskResult.objects.get().claim("killed")
    work()
    told = job(asked.id)
    assert (told.state, told.came["error"]) == (FAILED, BROKEN_OFF)
    assert told.ended_at is not None, "or it would never be pruned"


def test_results_are_pruned_after_two_weeks_with_all_that_was_said_of_them(
    book: Book, work: Work
) -> None:
    from django_tasks_db.models import DBTaskResult

    from regulars.jobs.models import Job
    from regulars.jobs.queue import UnknownJob, job

    old, _ = ask(kind="refresh", by="mitali")
    work()
    kept, _ = ask(kind="refresh", by="mitali")
    long_ago = datetime.now(UTC) - timedelta(days=15)
    DBTaskResult.objects.filter(pk=old.id).update(finished_at=long_ago)
    work()
    assert [str(one.pk) for one in Job.objects.all()] == [kept.id]
    with pytest.raises(UnknownJob):
        job(old.id)
    with pytest.raises(UnknownJob):
        job("no number")


def test_it_can_be_seen_whether_somebody_works(book: Book) -> None:
    from regulars.jobs.queue import worker_runs

    assert not worker_runs(book.folder)
    with only_one(folder=book.folder, work="worker"):
        assert worker_runs(book.folder)
        assert held(folder=book.folder, work="worker")
    (book.folder / "worker.lock").touch()
    assert not worker_runs(book.folder), "left by a kill"


def test_what_is_before_a_waiting_job_is_told(book: Book) -> None:
    from regulars.jobs.queue import before

    first, _ = ask(kind="import", by="mitali", about="a")
    second, _ = ask(kind="import", by="rahim", about="b")
    assert [one.id for one in before(second)] == [first.id]
    assert before(first) == []


TALKS = """
import json, sys, time
asked = json.loads(sys.stdin.readline())
print(json.dumps({"step": "reading", "done": 1, "total": 2}), flush=True)
%s
"""


def run_apart(script: str, **options: Any) -> Any:
    from regulars.jobs.apart import run_apart as run

    heard: list[tuple[str, int, int]] = []
    came = run(
        [sys.executable, "-c", TALKS % script],
        asked={"kind": "look"},
        told=lambda *step: heard.append(step),
        seconds=options.pop("seconds", 30),
        **options,
    )
    return came, heard


def test_a_job_apart_tells_its_steps_and_what_came(book: Book) -> None:
    came, heard = run_apart('print(json.dumps({"came": {"kind": asked["kind"]}}))')
    assert came == {"kind": "look"}
    assert heard == [("reading", 1, 2)]


def test_a_job_apart_that_hangs_is_stopped_at_its_time(book: Book) -> None:
    from regulars.jobs.apart import TookTooLong

    began = time.monotonic()
    with pytest.raises(TookTooLong):
        run_apart("time.sleep(60)", seconds=1)
    assert time.monotonic() - began < 10


def test_a_job_apart_that_is_killed_for_its_memory_is_told_so(book: Book) -> None:
    from regulars.jobs.apart import EndedEarly

    with pytest.raises(EndedEarly, match="memory"):
        run_apart("import os, signal; os.kill(os.getpid(), signal.SIGKILL)")


def test_a_job_apart_ends_when_the_worker_is_told_to_end(book: Book) -> None:
    from regulars.jobs.apart import DeskStopped

    with pytest.raises(DeskStopped):
        run_apart("time.sleep(60)", going_on=lambda: False)


def test_an_error_apart_comes_over_as_it_was(book: Book) -> None:
    from regulars.jobs.apart import RefusedApart

    refused = {"error": "FileUnreadable", "message": "x is empty.", "values": {"why": "empty"}}
    with pytest.raises(RefusedApart) as caught:
        run_apart(f"print({json.dumps({'refused': refused})!r})")
    assert told_of(caught.value) == refused


def test_the_other_process_ends_when_the_worker_is_killed(tmp_path: Path, empty: Path) -> None:
    """The real one, which waits for a word that never comes to its end."""
    import subprocess

    reading, writing = os.pipe()
    process = subprocess.Popen(
        [
            *(sys.executable, "-c"),
            "from regulars.jobs.apart import serve_apart; import time;"
            "serve_apart(lambda asked, told: time.sleep(60))",
        ],
        stdin=reading,
        stdout=subprocess.PIPE,
    )
    os.close(reading)
    os.write(writing, b"{}\n")
    time.sleep(0.5)
    assert process.poll() is None
    os.close(writing)
    assert process.wait(30) == -9
    process.stdout.close()


@pytest.fixture
def empty(book: Book) -> Path:
    return book.folder


def test_the_models_are_tried_once_a_week_after_the_refresh(book: Book, work: Work) -> None:
    kept = book.folder / "backtests"
    for _ in range(2):
        ask(kind="refresh", by="mitali")
        work()
    assert len(list(kept.glob("*.json"))) == 1
    assert not book.backtest_is_due()
    last = book.last_backtest()
    assert last is not None
    assert last.report["too_little"] == "There is no order to try a model on."


def test_a_backtest_that_fails_does_not_spoil_the_morning(
    book: Book, work: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    from regulars.jobs.queue import DONE, job

    def fails(self: object) -> None:
        raise ArithmeticError("no peak")

    monkeypatch.setattr(type(book), "backtest", fails)
    asked, _ = ask(kind="refresh", by="mitali")
    work()
    assert job(asked.id).state == DONE
