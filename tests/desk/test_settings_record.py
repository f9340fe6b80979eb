"""Settings, record: the owner reads who saw and changed what."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from django.test import Client

if TYPE_CHECKING:
    from regulars.workspace import Book

Words = Callable[[object], str]


@pytest.fixture
def customer(book: Book) -> str:
    return book.day_plan().items[0].customer_id


@pytest.fixture
def kept(book: Book, customer: str) -> None:
    """Of two people, on two days; late on the first in UTC is the second in Dhaka."""
    book.add_person(username="mitali", name="Mitali Sen", role="staff")
    entry = {"way": "desk", "what": "customer", "act": "saw", "outcome": "done"}
    late, early = datetime(2025, 5, 1, 20, tzinfo=UTC), datetime(2025, 5, 1, 3, tzinfo=UTC)
    book.write_down(who="mitali", at=early, customers=[customer], **entry)
    book.write_down(who="root", at=early, **entry | {"way": "cli", "what": "card"})
    book.write_down(
        who="owner", at=late, **entry | {"what": "plan", "act": "changed", "outcome": "refused"}
    )


def rows(desk: Client, text_of: Words, query: str = "") -> list[str]:
    page = desk.get(f"/settings/record{query}").content.decode()
    found = re.findall(r'<li class="row">(.*?)</li>', page, re.S)
    return [re.sub(r"\s+", " ", re.sub("<[^>]*>", " ", one)).strip() for one in found]


def test_it_says_who_did_what_to_whom_and_when(
    desk: Client, kept: None, book: Book, customer: str, text_of: Words
) -> None:
    name = book.called([customer], language="en")[customer]
    found = rows(desk, text_of, "?on=2025-05-01")
    assert found == [
        "root command line saw card 1 May 2025, 09:00",
        f"Mitali Sen looked at a customer {name} 1 May 2025, 09:00",
    ]


def test_a_day_is_one_of_the_book_s_zone(desk: Client, kept: None, text_of: Words) -> None:
    assert rows(desk, text_of, "?on=2025-05-02") == [
        "owner planned the day refused 2 May 2025, 02:00"
    ]


def test_it_is_filtered_by_person_and_by_customer(
    desk: Client, kept: None, customer: str, text_of: Words, book: Book
) -> None:
    assert len(rows(desk, text_of, "?who=mitali")) == 1
    assert len(rows(desk, text_of, f"?customer={customer}")) == 1
    name = book.called([customer], language="en")[customer]
    page = desk.get(f"/settings/record?customer={customer}")
    assert f"About {name}" in text_of(page)
    assert f'<a href="/customers/{customer}">' in page.content.decode()


def test_one_pages_through_all_of_it(desk: Client, book: Book, text_of: Words) -> None:
    for number in range(120):
        book.write_down(
            who=f"p{number}",
            way="cli",
            what="card",
            act="saw",
            outcome="done",
            at=datetime(2025, 6, 1, tzinfo=UTC),
        )
    seen: list[str] = []
    query: str | None = "?on=2025-06-01"
    while query is not None:
        page = desk.get(f"/settings/record{query}").content.decode()
        seen += re.findall(r"\?who=(p\d+)", page)
        older = re.search(r'href="/settings/record(\?[^"]*after=[^"]*)"', page)
        query = older.group(1).replace("&amp;", "&") if older else None
    assert seen == [f"p{number}" for number in reversed(range(120))]


def test_somebody_erased_is_not_named(
    desk: Client, book: Book, kept: None, customer: str, text_of: Words
) -> None:
    from regulars.people.record import forget

    forget(book.folder, [customer])
    assert "somebody erased since" in rows(desk, text_of, "?who=mitali")[0]


def test_what_is_not_there_is_said(desk: Client, text_of: Words) -> None:
    assert "Nothing of that is in the record" in text_of(desk.get("/settings/record?who=zoe"))


@pytest.mark.parametrize("query", ["?on=yesterday", "?after=x", "?customer=<script>", "?after=9/9"])
def test_a_made_up_question_breaks_nothing(desk: Client, query: str) -> None:
    page = desk.get(f"/settings/record{query}")
    assert page.status_code == 200
    assert "<script>alert" not in page.content.decode()


def test_looking_at_the_record_is_in_the_record(desk: Client, book: Book) -> None:
    desk.get("/settings/record")
    assert book.record(at_most=1).entries[0].what == "settings_record"
