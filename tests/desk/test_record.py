"""Whatever somebody looks at or changes is written down; looking at nobody is not."""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import URLPattern

from regulars.settings import LEDGER_FILE

if TYPE_CHECKING:
    from regulars.workspace import Book

PATIENCE_SECONDS = 2


@pytest.fixture
def customer(book: Book) -> str:
    plan = book.day_plan()
    assert plan is not None
    return plan.items[0].customer_id


pytestmark = pytest.mark.usefixtures("book")


@pytest.fixture
def newest(book: Book) -> Callable[[], object]:
    """The last entry."""

    def entry():
        return book.record(at_most=1).entries[0]

    return entry


@pytest.fixture
def count(book: Book) -> Callable[[], int]:
    return lambda: len(book.record(at_most=100_000).entries)


def addresses() -> Iterator[tuple[URLPattern, str]]:
    from regulars.desk.urls import urlpatterns

    for pattern in urlpatterns:
        yield pattern, "/" + re.sub(r"<[^>]*>", "1", str(pattern.pattern))


def test_every_address_that_takes_something_leaves_an_entry(
    log_in: Callable[[], Client], newest
) -> None:
    for pattern, address in addresses():
        log_in().post(address)
        entry = newest()
        assert (entry.who, entry.what, entry.act) == ("owner", pattern.name, "changed"), address


def test_every_page_leaves_an_entry_or_names_no_customer(
    desk: Client, count: Callable[[], int], newest, customer: str
) -> None:
    named = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
    for pattern, made_up in addresses():
        address = made_up.replace("/customers/1", f"/customers/{customer}")
        before = count()
        answer = desk.get(address)
        if getattr(pattern.callback, "names_nobody", False):
            assert count() == before, address
            assert not named.search(answer.content.decode()), address
        else:
            assert count() == before + 1, address
            assert (newest().what, newest().act) == (pattern.name, "saw")


def test_a_customer_s_page_tells_whose(desk: Client, newest, customer: str) -> None:
    desk.get(f"/customers/{customer}?fact=order")
    entry = newest()
    assert (entry.who, entry.way, entry.what) == ("owner", "desk", "customer")
    assert (entry.customers, entry.outcome) == ((customer,), "done")


def test_what_is_done_to_a_line_tells_whose_line(desk: Client, book: Book, newest) -> None:
    item = book.day_plan().items[1]
    desk.post(f"/today/{item.care_id}/done", {"received": "welcome", "note": "a secret wish"})
    assert (newest().what, newest().act) == ("done", "changed")
    assert newest().customers == (item.customer_id,)
    fragment = {"HX-Request": "true"}
    desk.post(f"/today/{item.care_id}/put-back", headers=fragment)
    assert (newest().what, newest().outcome) == ("put_back", "done")


def test_neither_names_nor_what_was_written_is_in_it(desk: Client, book: Book) -> None:
    item = book.day_plan().items[0]
    desk.post(f"/today/{item.care_id}/done", {"received": "welcome", "note": "a secret wish"})
    desk.get(f"/customers/{item.customer_id}?fact=a+secret+wish")
    desk.get("/customers/a-secret-wish")
    text = b"".join(path.read_bytes() for path in (book.folder / "record").iterdir()).decode()
    assert item.customer_id in text
    assert "secret" not in text and item.customer not in text


def test_who_is_not_there_was_not_seen(desk: Client, newest) -> None:
    desk.get("/customers/6f0a2a5e-7c1d-5c0e-9a54-0d8a6c1f7e21")
    assert (newest().outcome, newest().customers) == ("refused", ())


def test_what_a_role_may_not_do_is_written_down_as_refused(book: Book, newest) -> None:
    book.add_person(username="kamal", name="Kamal", role="read_only")
    client = Client()
    client.post(f"/enter/{book.invite(username='kamal')}")
    assert (newest().who, newest().what, newest().outcome) == ("kamal", "enter", "done")
    client.post("/today/plan", {"hours": "1"})
    assert (newest().who, newest().outcome) == ("kamal", "refused")


def test_a_form_that_comes_back_was_not_taken(desk: Client, newest) -> None:
    desk.post("/account/password", {"password": "x", "again": "x"})
    assert (newest().what, newest().outcome) == ("password", "refused")


def test_strangers_leave_none(book: Book, count: Callable[[], int]) -> None:
    before = count()
    stranger = Client()
    stranger.get("/")
    stranger.post("/enter", {"login": "owner", "password": "wrong"})
    stranger.post("/today/plan")
    assert count() == before


def test_while_the_ledger_is_locked_a_customer_s_page_comes_at_once_with_its_entry(
    desk: Client, book: Book, newest, customer: str
) -> None:
    desk.get(f"/customers/{customer}")
    with closing(sqlite3.connect(book.folder / LEDGER_FILE)) as importing:
        importing.execute("BEGIN IMMEDIATE")
        began = time.perf_counter()
        answer = desk.get(f"/customers/{customer}?fact=contact")
        took = time.perf_counter() - began
        assert (answer.status_code, newest().what) == (200, "customer")
        assert took < PATIENCE_SECONDS
        importing.execute("ROLLBACK")


def test_a_full_disk_fails_no_page(desk: Client, book: Book, customer: str, monkeypatch) -> None:
    from regulars.people import record

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(record.os, "write", full)
    assert desk.get(f"/customers/{customer}").status_code == 200
