"""Who is who: two records side by side, answered by button or key, and taken back."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

if TYPE_CHECKING:
    from regulars.workspace import Book

Words = Callable[[object], str]


@pytest.fixture
def asked(empty_book: Book, tmp_path: Path) -> Book:
    """A book in which a person and an account share an address, and seven a number."""
    phone = "+8801712345678"
    rows = ["a,Anwara Begum,us@mail.com,,person", "b,Anwara Traders,us@mail.com,,account"]
    rows += [f"m{n},Member {n},,{phone},person" for n in range(7)]
    path = tmp_path / "customers.csv"
    path.write_text("customer_id,name,email,phone,kind\n" + "\n".join(rows) + "\n")
    empty_book.import_files([path])
    empty_book.refresh()
    return empty_book


@pytest.fixture
def desk(asked: Book, log_in: Callable[[], Client]) -> Client:
    return log_in()


def ids(page: Any) -> list[str]:
    text = page.content.decode()
    asked = text[text.index('class="question"') :] if 'class="question"' in text else text
    return re.findall(r'name="customer" value="([^"]+)"', asked)


def test_a_question_shows_both_records_masked_and_why_it_is_asked(
    desk: Client, text_of: Words
) -> None:
    said = text_of(desk.get("/data/matching"))
    assert "Anwara Begum" in said
    assert "Anwara Traders" in said
    assert "one is an account and the other a person" in said
    assert "u•••@m•••.com the same" in said
    assert "us@mail.com" not in said
    assert "2 questions are left." in said


def test_an_answer_is_written_down_and_can_be_taken_back(
    desk: Client, text_of: Words, asked: Book
) -> None:
    pair = ids(desk.get("/data/matching"))
    answer = desk.post("/data/matching/decide", {"customer": pair, "decision": "different"})
    said = text_of(desk.get(answer["Location"]))
    assert "Noted: different customers." in said
    assert "Member 0" in said, "the next question"
    desk.post("/data/matching/decide", {"customer": pair, "decision": "open", "back": "1"})
    assert asked.question_queue().left == 2


def test_with_htmx_only_the_question_changes(desk: Client, text_of: Words) -> None:
    pair = ids(desk.get("/data/matching"))
    answer = desk.post(
        "/data/matching/decide",
        {"customer": pair, "decision": "open"},
        headers={"HX-Request": "true"},
    )
    said = text_of(answer)
    assert "Left for later." in said
    assert "Of these left for later: 1." in said
    assert "<html" not in answer.content.decode()


def test_many_who_share_a_number_are_answered_at_once_or_some_of_them_made_one(
    desk: Client, text_of: Words, asked: Book
) -> None:
    desk.post(
        "/data/matching/decide",
        {"customer": ids(desk.get("/data/matching")), "decision": "different"},
    )
    page = desk.get("/data/matching")
    assert "switchboard" in text_of(page)
    some = list(dict.fromkeys(ids(page)))
    assert len(some) == 7
    one = desk.post("/data/matching/decide", {"customer": some[:1], "decision": "same"})
    assert one.status_code == 422
    assert "Tick at least two" in text_of(one)
    desk.post("/data/matching/decide", {"customer": some[:2], "decision": "same"})
    desk.post("/data/matching/decide", {"customer": some, "decision": "different"})
    assert "Nothing is asked just now." in text_of(desk.get("/data/matching"))


def test_who_cannot_be_one_is_said(desk: Client, text_of: Words) -> None:
    pair = ids(desk.get("/data/matching"))
    answer = desk.post("/data/matching/decide", {"customer": pair, "decision": "same"})
    assert answer.status_code == 422
    assert "one is an account and the other a person" in text_of(answer)
    assert desk.post("/data/matching/decide", {"decision": "other"}).status_code == 400


def test_who_was_merged_is_listed_with_why_and_can_be_taken_apart(
    desk: Client, text_of: Words, asked: Book, tmp_path: Path
) -> None:
    path = tmp_path / "more.csv"
    path.write_text(
        "customer_id,name,email\nx,Bilkis,b@mail.com\ny,Bilkis Ara,b@mail.com\n", encoding="utf-8"
    )
    asked.import_files([path])
    asked.refresh()
    page = desk.get("/data/matching/merged")
    assert "the same e-mail address" in text_of(page)
    [other] = ids(page)
    assert desk.post("/data/matching/unmerge", {"customer": other}).status_code == 302
    asked.refresh()
    assert "Here will be customers that came under several keys" in text_of(
        desk.get("/data/matching/merged")
    )
    again = desk.post("/data/matching/unmerge", {"customer": other})
    assert again.status_code == 409
    assert "merged with nobody" in text_of(again)


def test_who_only_reads_sees_the_question_and_no_buttons(
    desk: Client, as_role: Any, text_of: Words
) -> None:
    reader = as_role("read_only")
    page = reader.get("/data/matching")
    assert "Anwara Begum" in text_of(page)
    assert 'name="decision"' not in page.content.decode()
    for address in ("/data/matching/decide", "/data/matching/unmerge"):
        assert reader.post(address).status_code == 403


def test_a_book_without_results_says_what_comes_first(
    empty_book: Book, log_in: Callable[[], Client], text_of: Words
) -> None:
    desk = log_in()
    assert "Import a file and refresh first." in text_of(desk.get("/data/matching"))
    assert desk.get("/data/matching/merged").status_code == 200
