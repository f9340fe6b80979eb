"""What customers are called is text, never part of the page."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.test import Client

if TYPE_CHECKING:
    from regulars.workspace import Book

HOSTILE = "<script>alert('x')</script>"
ESCAPED = "&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;"


def test_a_name_with_marks_in_it_is_shown_as_it_is_written(
    hostile_book: Book, log_in: Callable[[], Client]
) -> None:
    desk = log_in()
    item = hostile_book.today().items[0]
    assert item.customer == HOSTILE
    done = {"received": "welcome", "note": HOSTILE}
    pages = [
        desk.get("/"),
        desk.get(f"/customers/{item.customer_id}"),
        desk.post(f"/today/{item.care_id}/done", done, headers={"HX-Request": "true"}),
        desk.get("/"),
        desk.get(f"/customers/{item.customer_id}?from={HOSTILE}&fact={HOSTILE}"),
    ]
    for page in pages:
        assert ESCAPED in page.content.decode()
        assert "<script>alert" not in page.content.decode()
