"""A page with nothing on it says what will be there, and the one thing that fills it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.test import Client

if TYPE_CHECKING:
    from regulars.workspace import Book

Words = Callable[[object], str]
LogIn = Callable[[], Client]


def test_a_book_without_results_leads_to_the_first_import(
    empty_book: Book, log_in: LogIn, text_of: Words
) -> None:
    page = log_in().get("/")
    assert "Import the first file" in text_of(page)
    assert 'href="/data/import"' in page.content.decode()


def test_a_day_that_is_not_planned_offers_to_plan_it(
    small_book: Book, log_in: LogIn, text_of: Words
) -> None:
    desk = log_in()
    assert "The day is not planned yet." in text_of(desk.get("/"))
    assert small_book.day_plan(staff="owner", language="en") is None
    desk.post("/today/plan")
    assert small_book.day_plan(staff="owner", language="en") is not None
    assert "The day is not planned yet." not in text_of(desk.get("/"))


def test_a_day_on_which_nobody_needs_anything_says_so(
    quiet_book: Book, log_in: LogIn, text_of: Words
) -> None:
    answer = log_in().post("/today/plan", {"hours": "4"}, follow=True)
    assert "Nobody to take care of today." in text_of(answer)


def test_lines_without_a_stake_stand_below_a_line_that_says_so(
    small_book: Book, log_in: LogIn, text_of: Words
) -> None:
    small_book.today()
    said = text_of(log_in().get("/"))
    apart = said.index("There is not enough data yet to say what is at stake")
    assert apart < said.index("Anwara Begum")
    assert "at stake a year" not in said


def test_an_old_book_says_as_of_when_it_is_read(
    old_book: Book, log_in: LogIn, text_of: Words
) -> None:
    said = text_of(log_in().get("/"))
    assert "9 December 2011" in said
    assert "as of that day" in said


def test_a_book_that_is_up_to_date_says_nothing_of_it(desk: Client, text_of: Words) -> None:
    assert "as of that day" not in text_of(desk.get("/"))


def test_results_of_yesterday_say_so(
    empty_book: Book,
    tmp_path: Path,
    log_in: LogIn,
    text_of: Words,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from regulars.workspace import results

    path = tmp_path / "orders.csv"
    path.write_text(f"order_id,customer_id,order_date,amount\n1,a,{date.today()},5\n")
    empty_book.import_files([path])
    empty_book.refresh()
    assert "made anew each morning" not in text_of(log_in().get("/"))
    later = datetime.now(UTC) + timedelta(days=1)
    monkeypatch.setattr(results, "now", lambda: later)
    assert "made anew each morning" in text_of(log_in().get("/"))


def test_a_book_into_which_nothing_came_for_a_week_says_so(
    empty_book: Book, tmp_path: Path, log_in: LogIn, text_of: Words
) -> None:
    path = tmp_path / "orders.csv"
    ordered_on = date.today() - timedelta(days=20)
    path.write_text(f"order_id,customer_id,order_date,amount\n1,a,{ordered_on},5\n")
    empty_book.import_files([path])
    empty_book.refresh()
    assert "nothing newer was imported" in text_of(log_in().get("/"))
