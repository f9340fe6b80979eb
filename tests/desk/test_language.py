"""Both languages throughout: words, numerals, days."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from django.test import Client

if TYPE_CHECKING:
    from regulars.workspace import Book

Words = Callable[[object], str]
ENGLISH = re.compile(r"[A-Za-z]{2,}")


@pytest.fixture
def in_bengali(desk: Client) -> Client:
    desk.post("/language", {"language": "bn", "next": "/"})
    return desk


def test_the_switch_goes_back_to_the_page_one_was_on(desk: Client) -> None:
    answer = desk.post("/language", {"language": "bn", "next": "/customers/x?fact=order"})
    assert answer["Location"] == "/customers/x?fact=order"


def test_the_switch_leads_nowhere_else(desk: Client) -> None:
    answer = desk.post("/language", {"language": "bn", "next": "https://elsewhere.example/"})
    assert answer["Location"] == "/"


def test_a_bengali_page_has_bengali_words_numerals_and_months(
    in_bengali: Client, text_of: Words
) -> None:
    answer = in_bengali.get("/")
    said = text_of(answer)
    assert '<html lang="bn">' in answer.content.decode()
    assert "আজ, রবিবার ১ মার্চ" in said
    assert "হয়েছে" in said
    assert "কেন এটি?" in said


def test_no_english_of_the_page_itself_is_left_on_a_bengali_one(
    in_bengali: Client, book: Book, text_of: Words
) -> None:
    page = in_bengali.get("/")
    said = text_of(page)
    plan = book.day_plan(staff="owner", language="bn")
    assert plan is not None
    # A message is in the language that the customer chose.
    messages = re.findall(r"<textarea[^>]*>(.*?)</textarea>", page.content.decode(), re.S)
    known = " ".join(messages) + " ".join(
        " ".join((item.customer, item.why, *(f"{e.label} {e.value}" for e in item.evidence)))
        for item in (*plan.items, *plan.below)
    )
    day = book.day_events(language="bn")
    known += " ".join(
        " ".join((one.customer, *one.booked, *(hand.text for hand in one.at_hand)))
        for one in (*day.arriving, *day.tomorrow, *day.departing)
    )
    known += " ".join(f" {one.site} {one.author} {one.text}" for one in day.reviews)
    names = {"Regulars", "Hill", "View", "English", "Enter", "Esc", "Ctrl", "WhatsApp"}
    left = set(ENGLISH.findall(said)) - set(ENGLISH.findall(known)) - names
    assert left == set()


def test_money_on_a_bengali_page_is_in_lakh_and_bengali_numerals(
    in_bengali: Client, book: Book
) -> None:
    from django.utils import translation

    from regulars.desk.formats.money import estimate

    plan = book.day_plan(staff="owner", language="bn")
    assert plan is not None
    staked = next(item for item in plan.items if item.stake_minor is not None)
    with translation.override("bn"):
        shown = estimate(staked.stake_minor, currency="BDT")
    assert not re.search("[0-9]", shown)
    assert shown in in_bengali.get("/").content.decode()


def test_a_stranger_can_choose_the_language_too(book: Book, text_of: Words) -> None:
    stranger = Client()
    stranger.post("/language", {"language": "bn", "next": "/enter"})
    assert "পাসওয়ার্ড ছাড়া" in text_of(stranger.get("/enter"))
    assert "এই লগ ইন লিংকটি এখানে অচেনা" in text_of(stranger.get("/enter/made-up"))


def test_the_browser_s_own_wish_counts_until_one_chooses(book: Book) -> None:
    page = Client().get("/enter", headers={"Accept-Language": "bn"}).content.decode()
    assert '<html lang="bn">' in page
