"""How easy it was: asked once after solving, answered by one tap, shown and counted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import OperationalError
from django.test import Client

from regulars.book.book_file import change_book_file
from regulars.contracts import customer_id

if TYPE_CHECKING:
    from regulars.workspace import Book

Words = Callable[[object], str]
ONE = customer_id(source="shop", key="C-0")
KEY = ("desk", "e" * 32)
STATEMENT = "The company made it easy for me to handle my issue."


@pytest.fixture
def desk(small_book: Book, log_in: Callable[[], Client]) -> Client:
    return log_in()


@pytest.fixture
def page(small_book: Book, desk: Client) -> str:
    """The address of a solved problem of Anwara Begum's."""
    return solved(small_book, desk, KEY[1])


def solved(book: Book, desk: Client, key: str) -> str:
    from regulars.desk.pages.problems.problem_ids import problem_id

    book.add_problem(entry_id=key, customer_id=ONE, text="broken", topic="quality")
    here = f"/problems/{problem_id('desk', key)}"
    assert desk.post(f"{here}/solved", {"act_id": "a" * 32, "seen": ""}).status_code == 302
    return here


def link(desk: Client, page: str) -> str:
    desk.post(f"{page}/ask-ease")
    return "/ease/" + desk.get(page).content.decode().split("/ease/")[1].split("<")[0].strip()


def answers() -> list[dict[str, Any]]:
    from django.db.models import Q

    from regulars.ledger.current import current_rows

    return current_rows("answer", Q())


def test_one_tap_is_an_answer_tied_to_problem_and_customer_and_shown_at_once(
    small_book: Book, desk: Client, page: str, text_of: Words
) -> None:
    assert "Ask how easy it was" in text_of(desk.get(page))
    here, stranger = link(desk, page), Client()
    question = stranger.get(here)
    assert STATEMENT in text_of(question) and "Anwara" not in text_of(question)
    assert stranger.post(here, {"score": "6"}).status_code == 302
    assert "was it solved the first time you told us?" in text_of(stranger.get(here))
    stranger.post(here, {"at_once": "no"})
    assert "That was all." in text_of(stranger.get(here))
    ces, once = sorted(answers(), key=lambda row: row["kind"])
    assert (ces["kind"], ces["score"], ces["problem_key"]) == ("ces", 6, KEY[1])
    assert (ces["customer_key"], once["question"], once["choice"]) == ("C-0", "first_contact", "no")
    shown = text_of(desk.get(page))
    assert "ease 6 of 7, on" in shown and "not solved at the first contact, they say" in shown
    small_book.refresh()
    assert small_book.problem_effort(source=KEY[0], problem_key=KEY[1]).ces == 6
    assert small_book.problem_findings()["first_contact"]["as_customers_say"]["of"] == 1


def test_the_first_answer_counts_however_often_it_is_tapped(
    small_book: Book, desk: Client, page: str
) -> None:
    here = link(desk, page)
    for score in ("6", "1", "6"):
        assert Client().post(here, {"score": score}).status_code == 302
    assert [row["score"] for row in answers()] == [6]


def test_nobody_is_asked_twice_of_a_problem_nor_of_another_too_soon(
    small_book: Book, desk: Client, page: str, text_of: Words
) -> None:
    from regulars.workspace.ease import EaseNotNow
    from regulars.workspace.opened import now

    link(desk, page)
    other = solved(small_book, desk, "f" * 32)
    shown = text_of(desk.get(other))
    assert "They were asked about another problem lately" in shown
    assert "Ask how easy it was" not in shown
    with pytest.raises(EaseNotNow, match="ease_once_in_days"):
        small_book.ask_ease(source="desk", problem_key="f" * 32)
    later = now() + timedelta(days=31)
    assert small_book.check_ease(source="desk", problem_key="f" * 32, at=later)
    with pytest.raises(EaseNotNow, match="asked of this problem"):
        small_book.ask_ease(source=KEY[0], problem_key=KEY[1], at=later)


def test_who_withdrew_from_surveys_is_not_asked(
    small_book: Book, desk: Client, page: str, text_of: Words
) -> None:
    small_book.consent(customer_id=ONE, purpose="surveys", state="withdrawn")
    assert "They do not want to be asked" in text_of(desk.get(page))
    desk.post(f"{page}/ask-ease")
    assert small_book.ease_of(source=KEY[0], problem_key=KEY[1]).asked_on is None


def test_what_is_no_answer_or_no_link_of_ours_writes_nothing(
    small_book: Book, desk: Client, page: str, text_of: Words, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = link(desk, page)
    for wrong in ({}, {"score": "8"}, {"score": "x"}, {"at_once": "maybe"}):
        assert "Choose one of the answers." in text_of(Client().post(here, wrong))
    assert Client(enforce_csrf_checks=True).post(here, {"score": "6"}).status_code == 403
    assert Client().post(f"{here[:-1]}{'A' if here[-1] != 'A' else 'B'}").status_code == 410
    monkeypatch.setattr("regulars.workspace.ease.LINK_DAYS", -1)
    assert Client().post(here, {"score": "6"}).status_code == 410
    assert answers() == []


def test_while_the_ledger_is_busy_they_tap_again(
    small_book: Book, desk: Client, page: str, text_of: Words, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object, **__: object) -> None:
        raise OperationalError("database is locked")

    here = link(desk, page)
    with monkeypatch.context() as locked:
        locked.setattr("regulars.workspace.ease.in_turn", busy)
        answer = Client().post(here, {"score": "6"})
    assert answer.status_code == 503 and "Tap again in a moment." in text_of(answer)
    assert Client().post(here, {"score": "6"}).status_code == 302


def test_how_often_is_set_in_the_book_s_file_and_checked(small_book: Book) -> None:
    from regulars.book.book_file import FILE, BookFileWrong, read_book_file

    change_book_file(small_book.folder, {"name": "Hill View"})
    file = small_book.folder / FILE
    said = file.read_text()
    file.write_text(f"{said}\n[asking]\nease_once_in_days = 7\n")
    assert read_book_file(small_book.folder).asking.ease_once_in_days == 7
    file.write_text(f"{said}\n[asking]\nease_once_in_days = 0\n")
    with pytest.raises(BookFileWrong, match="ease_once_in_days = 0"):
        read_book_file(small_book.folder)
