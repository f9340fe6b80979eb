"""The field that finds: as a page without JavaScript, and as the list under it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from django.test import Client

if TYPE_CHECKING:
    from regulars.workspace import Book

Words = Callable[[object], str]
FRAGMENT = {"HX-Request": "true"}


def test_every_page_has_the_field_and_says_when_the_figures_were_made(
    desk: Client, book: Book, text_of: Words
) -> None:
    for address in ("/", "/customers", "/find"):
        page = desk.get(address)
        assert 'action="/find"' in page.content.decode()
        assert "as of 1 Mar 2026 · refreshed in" in text_of(page)


def test_the_page_finds_a_customer_and_leads_to_them(desk: Client, book: Book) -> None:
    plan = book.day_plan(staff="owner", language="en")
    assert plan is not None
    someone = plan.items[0]
    page = desk.get("/find", {"q": someone.customer}).content.decode()
    assert f'href="/customers/{someone.customer_id}' in page


def test_a_book_without_results_finds_too(
    empty_book: Book, log_in: Callable[[], Client], text_of: Words
) -> None:
    assert "No customer is called so" in text_of(log_in().get("/find?q=anwara"))


@pytest.mark.parametrize(
    ("language", "typed", "found"),
    [
        ("en", "cus", "/customers"), ("en", "to", "/"), ("bn", "গ্রাহক", "/customers"),
        ("bn", "cust", "/customers"), ("bn", "আজ", "/"),
    ],
)  # fmt: skip
def test_pages_are_found_by_their_name_in_the_page_s_language_and_in_english(
    desk: Client, language: str, typed: str, found: str
) -> None:
    desk.cookies["django_language"] = language
    page = desk.get("/find", {"q": typed}, headers=FRAGMENT).content.decode()
    assert f'id="found-p1" href="{found}"' in page


def test_commands_press_a_form_that_every_page_has(desk: Client) -> None:
    page = desk.get("/find?q=log").content.decode()
    [form] = re.findall(r'<button class="link" form="(\w+)"', page)
    assert re.search(rf'<form [^>]*id="{form}" method="post" action="/leave"', page)
    languages = desk.get("/find?q=language", headers=FRAGMENT).content.decode()
    assert 'form="language" name="language" value="bn"' in languages


def test_the_list_is_made_of_options_with_names_of_their_own(desk: Client, book: Book) -> None:
    answer = desk.get("/find?q=a", headers=FRAGMENT)
    page = answer.content.decode()
    assert "<html" not in page
    assert "HX-Request" in answer["Vary"]
    ids = re.findall(r'role="option"[^>]* id="([\w-]+)"', page)
    assert len(ids) == len(set(ids)) == page.count('role="option"') > 8


def test_what_was_typed_is_text_and_nothing_else(hostile_book: Book, log_in) -> None:
    desk = log_in()
    for headers in ({}, FRAGMENT):
        page = desk.get("/find", {"q": "<script>alert('x')"}, headers=headers).content.decode()
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(&#x27;x&#x27;)" in page
