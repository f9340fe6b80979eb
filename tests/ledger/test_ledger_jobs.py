"""What is asked of the worker and who holds which lock, on both databases."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from regulars.ledger.lock import held, only_one

if TYPE_CHECKING:
    from regulars.workspace import Book


@pytest.fixture(autouse=True)
def nothing_asked(same_book: Book) -> Iterator[None]:
    from django_tasks_db.models import DBTaskResult

    DBTaskResult.objects.all().delete()
    yield
    DBTaskResult.objects.all().delete()


def test_whoever_looks_sees_whether_somebody_works(same_book: Book) -> None:
    assert not held(folder=same_book.folder, work="worker")
    with only_one(folder=same_book.folder, work="worker"):
        assert held(folder=same_book.folder, work="worker")
        (same_book.folder / "worker.lock").unlink()
        assert held(folder=same_book.folder, work="worker") == (same_book.ledger == "postgresql")
        (same_book.folder / "worker.lock").touch()
    assert not held(folder=same_book.folder, work="worker")


def test_a_look_does_not_keep_out_who_takes_the_lock_in_earnest(same_book: Book) -> None:
    import threading

    ended = threading.Event()

    def look() -> None:
        while not ended.is_set():
            try:
                with (same_book.folder / "x.lock").open() as lock:
                    import fcntl

                    fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except (BlockingIOError, FileNotFoundError):
                pass
            time.sleep(0.002)

    looker = threading.Thread(target=look)
    looker.start()
    try:
        for _ in range(50):
            with only_one(folder=same_book.folder, work="x"):
                pass
    finally:
        ended.set()
        looker.join()


def test_jobs_are_joined_given_up_and_forgotten(same_book: Book) -> None:
    from django_tasks_db.models import DBTaskResult

    from regulars.jobs.queue import BROKEN_OFF, forget_jobs, give_up_broken_off, job, newest
    from regulars.jobs.tasks import ask

    first, new = ask(kind="refresh", by="mitali")
    assert (ask(kind="refresh", by="rahim")[0].id, new) == (first.id, True)
    DBTaskResult.objects.get(pk=first.id).claim("killed")
    assert give_up_broken_off() == 1
    assert give_up_broken_off() == 0
    assert job(first.id).came["error"] == BROKEN_OFF
    erasing, _ = ask(kind="erase", by="mitali", about="somebody", said={"with_persons": False})
    DBTaskResult.objects.get(pk=erasing.id).claim("worker")
    forget_jobs()
    assert newest(kinds=["refresh"]) is None
    assert (job(erasing.id).about, job(erasing.id).said) == ("", {})


def test_a_file_that_waited_comes_in_and_a_person_of_it_is_found_and_erased(
    same_book: Book,
) -> None:
    from regulars.intake.uploads import receiving_folder

    path = receiving_folder(same_book.folder) / ".receiving-x"
    path.write_text("customer_id,name,email\nzz-9,Quillmar,q@x.example\n")
    upload = same_book.new_upload([("c.csv", path)], by="mitali")
    same_book.preview_upload(upload.id, language="en", told=lambda step, done, total: None)
    batch = same_book.import_upload(upload.id, by="mitali", told=lambda step, done, total: None)
    assert same_book.import_(batch["batch"]).asked_by == "mitali"
    [found] = same_book.find_people("quillmar")
    told = same_book.undoing(batch["batch"])
    assert told is not None
    assert told.go == {"customer": 1, "identity": 1}
    same_book.erase(customer_id=found.customer_id, by=f"test {datetime.now(UTC)}")
    assert same_book.find_people("quillmar") == []
