"""An error page says what happened, that nothing was lost, and what to do."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from django.test import Client

if TYPE_CHECKING:
    from regulars.workspace import Book

Words = Callable[[object], str]


def test_an_unknown_address_leads_back_to_today(desk: Client, text_of: Words) -> None:
    answer = desk.get("/no/such/page")
    assert answer.status_code == 404
    assert "There is nothing here" in text_of(answer)
    assert "Go to Today" in text_of(answer)


@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_a_failure_says_that_nothing_was_lost(
    desk: Client, book: Book, text_of: Words, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**asked: object) -> None:
        raise RuntimeError("the disk is gone")

    monkeypatch.setattr(type(book), "day_plan", fail)
    desk.raise_request_exception = False
    answer = desk.get("/")
    assert answer.status_code == 500
    assert "Nothing was lost" in text_of(answer)
    assert "the disk is gone" not in text_of(answer)


def test_error_pages_speak_the_person_s_language(desk: Client, text_of: Words) -> None:
    desk.post("/language", {"language": "bn", "next": "/"})
    assert "এখানে কিছু নেই" in text_of(desk.get("/no/such/page"))
