"""Who saw and changed what by the API stands in the record, like what is done at the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.test import Client
from programs import JSON

if TYPE_CHECKING:
    from regulars.workspace import Book


@pytest.fixture
def line(book: Book) -> tuple[str, str]:
    """The first line of the owner's list, and its customer."""
    plan = book.day_plan()
    assert plan is not None
    return plan.items[0].care_id, plan.items[0].customer_id


def newest(book: Book) -> tuple[str, str, str, str, tuple[str, ...], str]:
    [entry, *_] = book.record().entries
    return (entry.who, entry.way, entry.what, entry.act, entry.customers, entry.outcome)


def test_who_looks_at_a_customer_stands_in_the_record(
    book: Book, api: Client, line: tuple[str, str]
) -> None:
    api.get(f"/api/v1/customers/{line[1]}")
    assert newest(book) == ("owner", "api", "customer", "saw", (line[1],), "done")


def test_who_answers_a_line_stands_in_the_record_with_its_customer(
    book: Book, api: Client, line: tuple[str, str]
) -> None:
    api.post(f"/api/v1/today/{line[0]}/snooze", {"days": 3}, content_type=JSON)
    assert newest(book) == ("owner", "api", "snooze", "changed", (line[1],), "done")
    api.post(f"/api/v1/today/{line[0]}/snooze", {}, content_type=JSON)
    assert newest(book)[-1] == "refused"


def test_lists_and_posts_stand_there_without_customers(book: Book, api: Client) -> None:
    api.get("/api/v1/card")
    assert newest(book) == ("owner", "api", "card", "saw", (), "done")
    api.post("/api/v1/facts/order", [{}], content_type=JSON)
    assert newest(book) == ("owner", "api", "post_order", "changed", (), "done")


def test_what_names_nobody_and_who_is_nobody_do_not(book: Book, api: Client) -> None:
    before = book.record().entries
    for address in ("me", "health", "facts", "openapi.json", "nothing"):
        api.get(f"/api/v1/{address}")
    Client().get("/api/v1/card")
    assert book.record().entries == before


def test_the_tools_of_a_language_model_stand_there_too(book: Book, line: tuple[str, str]) -> None:
    import anyio
    from mcp import Client as Tools

    from regulars.api.mcp.server import server_for

    server = server_for(username="owner")

    async def talk() -> None:
        async with Tools(server) as client:
            await client.call_tool("show_customer", {"customer_id": line[1]})

    anyio.run(talk)
    assert newest(book) == ("owner", "api", "mcp show_customer", "saw", (line[1],), "done")
