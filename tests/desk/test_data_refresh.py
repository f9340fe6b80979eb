"""The refresh button of every page: asked by one, joined by others, told by steps and cures."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

if TYPE_CHECKING:
    from regulars.workspace import Book

Words = Callable[[object], str]
HTMX = {"HX-Request": "true"}


def state(client: Client, shown: str = "") -> Any:
    return client.get(f"/refresh/state?shown={shown}", headers=HTMX)


def test_it_is_offered_on_every_page_to_who_may(desk: Client, as_role: Any, text_of: Words) -> None:
    for address in ("/", "/data", "/data/recipes"):
        assert 'action="/refresh"' in desk.get(address).content.decode()
        assert 'action="/refresh"' not in as_role("read_only").get(address).content.decode()
    assert as_role("read_only").post("/refresh").status_code == 403


def test_who_asked_is_said_and_a_second_joins(
    desk: Client, as_role: Any, text_of: Words, book: Book, worker: Callable[[], None]
) -> None:
    from regulars.jobs.queue import unfinished
    from regulars.ledger.lock import only_one

    as_role("staff").post("/refresh")
    answer = desk.post("/refresh", {"shown": "x"}, headers=HTMX)
    assert len(unfinished()) == 1
    assert "asked by staff" in text_of(answer)
    with only_one(folder=book.folder, work="worker"):
        assert "Refresh begins…" in text_of(state(desk))
    assert "nothing works in the background" in text_of(state(desk))
    shown = book.results_now().name
    worker()
    assert book.results_now().name != shown
    assert "New results are here: show them" in text_of(state(desk, shown))
    assert "New results are here" not in text_of(state(desk, book.results_now().name))


def test_its_steps_are_told_in_words(desk: Client, text_of: Words, book: Book) -> None:
    from django_tasks_db.models import DBTaskResult

    from regulars.jobs.models import Job
    from regulars.jobs.tasks import ask
    from regulars.ledger.lock import only_one

    job, _ = ask(kind="refresh", by="owner")
    DBTaskResult.objects.get(pk=job.id).claim("worker")
    Job.objects.filter(pk=job.id).update(step="signals", done=2, total=7)
    with only_one(folder=book.folder, work="worker"):
        page = state(desk)
        assert "Refreshing: seeing what they say of each customer" in text_of(page)
        assert 'width="28%"' in page.content.decode()
        assert "every 1s" in page.content.decode()


def test_what_it_waits_for_is_told(desk: Client, text_of: Words, book: Book) -> None:
    from regulars.jobs.tasks import ask
    from regulars.ledger.lock import only_one

    ask(kind="import", by="owner", about="x")
    desk.post("/refresh")
    with only_one(folder=book.folder, work="worker"):
        assert "Refresh waits for: Import" in text_of(state(desk))


@pytest.mark.parametrize(
    ("error", "what", "cure"),
    [
        ("MemoryShort", "needs more memory than it may take", "[engine]"),
        ("DiskFull", "The disk is full", "Make room"),
        ("BookBusy", "runs in this book just now", "try again"),
        ("BrokenOff", "broken off", "Go on from here"),
    ],
)
def test_a_refresh_that_failed_is_told_with_its_cure_until_one_does_not(
    desk: Client, text_of: Words, worker: Callable[[], None], error: str, what: str, cure: str
) -> None:
    from django.utils import timezone
    from django_tasks_db.models import DBTaskResult

    from regulars.jobs.models import Job
    from regulars.jobs.tasks import ask

    job, _ = ask(kind="refresh", by="owner")
    came = {"error": error, "message": "…", "values": {}}
    Job.objects.filter(pk=job.id).update(came=came)
    DBTaskResult.objects.filter(pk=job.id).update(status="FAILED", finished_at=timezone.now())
    said = text_of(desk.get("/"))
    assert "The last refresh failed" in said
    assert what in said
    assert cure in said
    assert "The results before stay as they are." in said
    desk.post("/refresh")
    worker()
    assert "The last refresh failed" not in text_of(desk.get("/"))


def test_memory_that_does_not_suffice_is_told_as_it_really_comes(
    desk: Client, text_of: Words, worker: Callable[[], None], book: Book
) -> None:
    path = book.folder / "book.toml"
    text = path.read_text()
    try:
        path.write_text(f'{text}\n[engine]\nmemory = "18MB"\nthreads = 1\n')
        desk.post("/refresh")
        worker()
        said = text_of(desk.get("/"))
        assert "needs more memory than it may take" in said
        assert 'memory = "4GB"' in said
    finally:
        path.write_text(text)


def test_without_javascript_it_goes_back_to_the_page_and_nowhere_else(desk: Client) -> None:
    assert desk.post("/refresh", {"next": "/data/recipes"})["Location"] == "/data/recipes"
    assert desk.post("/refresh", {"next": "https://example.org/"})["Location"] == "/"
    assert "Look again" in desk.get("/").content.decode()
