"""Arrivals come first, reviews of nobody known last; each can be answered and taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from regulars.desk.pages.today import choices
from regulars.wording import number

if TYPE_CHECKING:
    from regulars.workspace import Book

Words = Callable[[object], str]
At = Callable[[str], Client]


def events(book: Book) -> Any:
    return book.day_events()


def test_arrivals_stand_above_the_list_with_what_is_booked_and_how_to_receive_them(
    staffed: Book, desk_of: At, text_of: Words
) -> None:
    page = desk_of("mina").get("/")
    said, text = text_of(page), page.content.decode()
    day = events(staffed)
    [first] = [one for one in day.arriving if one.unit == "Cabin 3"]
    assert text.index('class="events"') < text.index('class="lines"')
    assert f"{len(day.arriving)} arrivals today" in said
    assert f"{first.customer} 15:00 · Cabin 3 · 2 nights · 2 persons · holiday" in said
    assert first.how.text in said
    assert "booked by somebody not named" in said
    assert f"Tomorrow {len(day.tomorrow)} arrive" in said


def test_arrived_is_written_shown_and_taken_back(
    staffed: Book, desk_of: At, text_of: Words
) -> None:
    mina, one = desk_of("mina"), events(staffed).arriving[0]
    address = f"/today/arrivals/{one.word_id}"
    assert mina.post(address, {"became": "arrived"})["Location"] == f"/#arrival-{one.word_id}"
    assert events(staffed).arriving[0].state == "arrived"
    assert "arrived ·" in text_of(mina.get("/"))
    mina.post(address, {"became": "open"})
    assert events(staffed).arriving[0].state == "expected"


def test_the_answer_to_a_fragment_is_the_arrival_alone(
    staffed: Book, desk_of: At, text_of: Words
) -> None:
    one = events(staffed).arriving[0]
    answer = desk_of("mina").post(
        f"/today/arrivals/{one.word_id}",
        {"became": "did_not_come"},
        headers={"HX-Request": "true"},
    )
    assert answer.content.decode().strip().startswith("<li")
    assert "did not come" in text_of(answer)


def test_what_cannot_be_said_or_is_not_there_is_refused(staffed: Book, desk_of: At) -> None:
    mina, one = desk_of("mina"), events(staffed).arriving[0]
    address = f"/today/arrivals/{one.word_id}"
    assert mina.post(address, {"became": "replied"}).status_code == 400
    assert mina.post(address).status_code == 400
    assert mina.post("/today/arrivals/none", {"became": "arrived"}).status_code == 404
    assert desk_of("rita").post(address, {"became": "arrived"}).status_code == 403
    assert events(staffed).arriving[0].state == "expected"


def test_reviews_of_nobody_known_stand_below_a_line_that_says_so_without_a_number(
    staffed: Book, desk_of: At, text_of: Words
) -> None:
    page = desk_of("mina").get("/")
    text = page.content.decode()
    assert (
        f"{len(events(staffed).reviews)} low ratings of people who are not known wait for a reply"
        in text_of(page)
    )
    assert text.index('class="lines"') < text.index('id="unknown-reviews"')
    section = text[text.index('id="unknown-reviews"') : text.index('class="below"')]
    assert "1 of 5 · google" in section
    assert "Nobody was there when we came." in section
    assert "৳" not in section


def test_a_review_answered_says_by_the_clock_when_and_can_be_taken_back(
    staffed: Book, desk_of: At, text_of: Words
) -> None:
    mina, one = desk_of("mina"), events(staffed).reviews[0]
    address = f"/today/reviews/{one.word_id}"
    mina.post(address, {"became": "replied"})
    assert "replied ·" in text_of(mina.get("/"))
    mina.post(address, {"became": "open"})
    assert events(staffed).reviews[0].state == "open"
    assert mina.post(address, {"became": "arrived"}).status_code == 400
    assert mina.post("/today/reviews/none", {"became": "replied"}).status_code == 404


def test_it_reads_in_bengali(staffed: Book, desk_of: At, text_of: Words) -> None:
    said = text_of(desk_of("mina").get("/", headers={"Accept-Language": "bn"}))
    arriving = number(len(events(staffed).arriving), language="bn")
    assert f"আজ {arriving}টি আগমন" in said
    assert "১৫:০০ · Cabin 3 · ২ রাত · ২ জন · ছুটি" in said


def test_a_book_without_guests_and_reviews_says_nothing_of_them(
    small_book: Book, log_in: Callable[[], Client], text_of: Words
) -> None:
    small_book.today()
    said = text_of(log_in().get("/"))
    assert "arrival" not in said
    assert "wait for a reply" not in said


def test_of_many_who_arrive_the_first_expected_are_shown_and_all_when_asked(
    staffed: Book, desk_of: At, text_of: Words, monkeypatch: pytest.MonkeyPatch
) -> None:
    from regulars.desk.pages.today import events as events_view

    monkeypatch.setattr(choices, "ARRIVALS_SHOWN", 1)
    monkeypatch.setattr(events_view, "ARRIVALS_SHOWN", 1)
    mina, (first, second, *_) = desk_of("mina"), events(staffed).arriving
    page = mina.get("/").content.decode()
    assert f"arrival-{first.word_id}" in page
    assert f"arrival-{second.word_id}" not in page
    assert f"{len(events(staffed).arriving)} arrivals today" in page
    assert "Show everybody who arrives or leaves" in page
    answer = mina.post(f"/today/arrivals/{first.word_id}", {"became": "arrived"})
    everybody = mina.get(answer["Location"]).content.decode()
    assert answer["Location"].startswith("/?arrivals=all#")
    assert f"arrival-{first.word_id}" in everybody
    assert f"arrival-{second.word_id}" in everybody
    assert "Show everybody" not in everybody
    shown = mina.get("/").content.decode()
    assert f"arrival-{first.word_id}" not in shown  # whoever is expected still comes first
