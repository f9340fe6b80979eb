"""The documents say what the API says of itself."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import TYPE_CHECKING

from django.test import Client

if TYPE_CHECKING:
    from regulars.workspace import Book

DOCS = Path(__file__).parents[2] / "docs"


def test_the_list_of_calls_is_the_one_that_the_code_makes(book: Book) -> None:
    made = runpy.run_path(str(DOCS / "api_reference.py"))["page"]()
    assert (DOCS / "api-reference.md").read_text(encoding="utf-8") == made, "run `make docs`"


def test_the_document_of_the_api_is_served_without_a_key_and_needs_nothing_else(
    book: Book,
) -> None:
    told = Client().get("/api/v1/openapi.json").json()
    assert told["openapi"].startswith("3.")
    assert told["components"]["securitySchemes"] == {"Key": {"type": "http", "scheme": "bearer"}}
    for address, methods in told["paths"].items():
        for call in methods.values():
            assert call["description"] and call["summary"], address
            assert "default" in call["responses"]
            assert ("security" in call) == (call["operationId"] != "health")


def test_scopes_statuses_and_tools_are_described(book: Book) -> None:
    from regulars.api.mcp.server import server_for
    from regulars.api.problems import TITLES
    from regulars.people.scopes import Scope

    described = (DOCS / "api.md").read_text(encoding="utf-8")
    for scope in Scope:
        assert f"`{scope}`" in described
    for status in TITLES:
        assert str(status) in described, status
    for tool in server_for(username="owner")._tool_manager.list_tools():
        assert f"`{tool.name}`" in described, tool.name


def test_every_event_has_its_word_on_the_desk(book: Book) -> None:
    from regulars.desk.pages.keys.words import event_word
    from regulars.post.hooks_events import EVENTS

    for event in EVENTS:
        assert event_word(event) != event
