"""What happens in a book is told to its web hooks: once for each, without names or words."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hook_receiver import Receiver

if TYPE_CHECKING:
    from regulars.workspace import Book

Told = Callable[[], list[tuple[str, dict[str, Any]]]]

ORDER = {"source": "till", "customer_key": "c1", "happened_on": "2026-01-02", "amount_minor": 500}


@pytest.fixture
def told(book: Book) -> Told:
    """What was noted since it was asked last: event and data."""
    from regulars.post.hooks_events import ASKED_FOR
    from regulars.post.models import Delivery, WebHook

    WebHook.objects.create(
        url="https://example.org/",
        events=list(ASKED_FOR),
        salt="00",
        made_at=datetime.now(UTC),
        made_by="owner",
    )

    def read() -> list[tuple[str, dict[str, Any]]]:
        noted = [
            (one.event, json.loads(one.body)["data"]) for one in Delivery.objects.order_by("pk")
        ]
        Delivery.objects.all().delete()
        return noted

    return read


def test_an_import_an_undo_and_a_refresh_are_told(book: Book, told: Told, tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_text("order_id,customer_id,order_date,amount\no1,c1,2026-01-02,5\nx,c2,soon,1\n")
    book.import_files([path], dry_run=True)
    assert told() == []
    batch = book.import_files([path]).batch
    [(event, data)] = told()
    assert event == "fact.received"
    assert data == {
        "sender": None,
        "batch": batch,
        "facts": {"identity": 1, "order": 1},
        "new": 2,
        "changed": 0,
        "unchanged": 0,
        "rejected": 1,
    }
    made = book.refresh()
    [(event, data)] = told()
    assert (event, data["snapshot"]) == ("refresh.done", made.snapshot.name)
    assert data["customers"] == made.customers == 7
    book.undo(batch)
    assert told() == [("batch.undone", {"batch": batch})]


def test_a_post_is_told_and_each_new_open_problem_of_it(book: Book, told: Told) -> None:
    problem = {
        "source": "desk-of-theirs",
        "customer_key": "c1",
        "happened_on": "2026-01-02",
        "text": "The dyeing ran again",
    }
    rows = [
        {**problem, "source_id": "p1"},
        {**problem, "source_id": "p2", "state": "solved"},
        {**problem, "source_id": "p3", "customer_key": None},
    ]
    book.post_facts("problem", rows, sender="anwara/help")
    noted = told()
    assert [event for event, _ in noted] == ["fact.received", "problem.new", "problem.new"]
    assert noted[0][1]["sender"] == "anwara/help"
    assert [data["source_id"] for _, data in noted[1:]] == ["p1", "p3"]
    assert noted[1][1]["customer_id"] and noted[2][1]["customer_id"] is None
    assert "dyeing" not in json.dumps(noted)
    book.post_facts("problem", rows, sender="anwara/help")
    assert told() == []


def test_a_problem_written_down_at_the_desk_is_told_once(
    book: Book, told: Told, tmp_path: Path
) -> None:
    planned(book, tmp_path)
    customer = book.day_plan().items[0].customer_id
    told()
    for _ in range(2):
        book.add_problem(entry_id="leak", customer_id=customer, text="a secret leak")
    whose = {"source": "desk", "source_id": "leak", "customer_id": customer, "owner": None}
    assert told() == [("problem.new", whose)]
    book.add_note(entry_id="talk", customer_id=customer, note="a secret")
    assert told() == []


def test_what_people_do_is_told(book: Book, told: Told, tmp_path: Path) -> None:
    line = planned(book, tmp_path)
    told()
    book.done(care_id=line, received="welcome", note="a secret")
    book.snooze(care_id=line, days=3)
    book.not_right(care_id=line, reason="wrong_facts", note=None)
    book.put_back(care_id=line)
    customer = book.day_plan().items[0].customer_id
    book.consent(customer_id=customer, purpose="marketing", state="withdrawn")
    noted = told()
    assert [event for event, _ in noted] == [
        "care.done",
        "care.snoozed",
        "care.not_right",
        "care.put_back",
        "consent.said",
    ]
    assert noted[0][1]["received"] == "welcome"
    assert noted[1][1]["snoozed_until_on"]
    assert noted[2][1]["reason"] == "wrong_facts"
    assert {data["customer_id"] for _, data in noted} == {customer}
    assert "secret" not in json.dumps(noted)


def test_what_was_not_done_is_not_told(
    book: Book, told: Told, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from regulars.acts import UnknownCare
    from regulars.workspace import announce

    line = planned(book, tmp_path)
    told()
    with pytest.raises(UnknownCare):
        book.done(care_id="no such", received=None, note=None)

    def broken(*_: Any, **__: Any) -> int:
        raise OSError("disk")

    monkeypatch.setattr(announce, "note_event", broken)
    with pytest.raises(OSError, match="disk"):
        book.done(care_id=line, received=None, note=None)
    assert told() == []
    assert book.day_plan().items[0].state == "shown"


def test_the_worker_sends_what_is_due(
    book: Book, receiver: Receiver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from regulars.jobs import worker
    from regulars.post.hooks import make_hook, sent_by

    monkeypatch.setattr(worker, "SECONDS_BETWEEN_LOOKS", 0.0)
    hook, _ = make_hook(
        url=receiver.url, events=["refresh.done"], inside=True, by="owner", at=datetime.now(UTC)
    )
    book.post_facts("order", [{**ORDER, "source_id": "o1"}], sender="a/b")
    from regulars.jobs.tasks import ask_for_refresh

    ask_for_refresh()
    rounds = iter([True] * 2)
    worker.run_worker(
        book,
        folder=book.folder,
        morning_at=lambda: (None, "UTC"),
        made_at=book.made_at,
        now=lambda: datetime.now(UTC),
        going_on=lambda: next(rounds, False),
    )
    [heard] = receiver.heard
    assert json.loads(heard.body)["type"] == "refresh.done"
    assert [one.state for one in sent_by(hook.number)] == ["delivered"]


def planned(book: Book, folder: Path) -> str:
    """A day with a line; its id."""
    path = folder / "many.csv"
    with path.open("w", newline="") as file:
        write = csv.writer(file)
        write.writerow(("order_id", "customer_id", "order_date", "amount"))
        for number in range(120):
            for month in range(1, 4):
                write.writerow(
                    (
                        f"{number}-{month}",
                        f"c{number}",
                        f"2025-{month:02d}-{1 + number % 27:02d}",
                        50,
                    )
                )
    book.import_files([path])
    book.refresh(as_of=datetime(2025, 7, 1).date())
    return book.today(hours=8).items[0].care_id
