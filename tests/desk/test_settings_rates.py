"""Settings, rates: what there is, and one more by hand."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from html import unescape
from typing import TYPE_CHECKING

import pytest
from django.test import Client

if TYPE_CHECKING:
    from regulars.workspace import Book

Words = Callable[[object], str]
GOOD = {"currency": "usd", "rate": "121.85", "on": "2026-02-20"}


@pytest.fixture
def book(empty_book: Book) -> Book:
    """A book without a rate."""
    return empty_book


def test_without_a_rate_it_says_what_that_means(desk: Client, text_of: Words) -> None:
    assert "There is no rate yet" in text_of(desk.get("/settings/rates"))


def test_a_rate_is_added_and_listed(desk: Client, book: Book, text_of: Words) -> None:
    assert desk.post("/settings/rates", GOOD)["Location"] == "/settings/rates?saved"
    [rate] = book.rates()
    assert (rate.currency, rate.to_currency, rate.rate) == ("USD", "BDT", Decimal("121.85"))
    assert (rate.rated_on, rate.by_hand, rate.counts) == (date(2026, 2, 20), True, True)
    assert "20 Feb 2026 USD 121.85 BDT by hand" in text_of(desk.get("/settings/rates"))


def test_another_one_of_the_same_day_takes_its_place(desk: Client, book: Book) -> None:
    for rate in ("121.85", "১২২.৫"):
        desk.post("/settings/rates", GOOD | {"rate": rate})
    assert [one.rate for one in book.rates()] == [Decimal("122.5")]


def test_an_imported_one_and_one_by_hand_tell_which_counts(
    book: Book, tmp_path, desk: Client, text_of: Words
) -> None:
    file = tmp_path / "rates.csv"
    file.write_text("currency,to_currency,rated_on,rate\nUSD,BDT,2026-02-20,120\n")
    book.import_files([file])
    desk.post("/settings/rates", GOOD)
    assert sorted(one.counts for one in book.rates()) == [False, True]
    assert "another one of this day counts" in text_of(desk.get("/settings/rates"))


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("currency", "BDT", "letters of another currency"),
        ("currency", "Dollar", "letters of another currency"),
        ("rate", "0", "a number above 0"),
        ("rate", "-3", "a number above 0"),
        ("rate", "NaN", "a number above 0"),
        ("rate", "a lot", "a number above 0"),
        ("on", "2999-01-01", "a day that has come"),
        ("on", "yesterday", "a day that has come"),
    ],
)
def test_what_is_wrong_is_told_beside_its_field_and_nothing_is_written(
    desk: Client, book: Book, name: str, value: str, said: str
) -> None:
    page = desk.post("/settings/rates", GOOD | {name: value}).content.decode()
    told = re.search(rf'id="id_{name}_error">(.*?)</div>', page, re.S)
    assert told and said in unescape(told.group(1))
    assert book.rates() == ()


def test_the_newest_come_first_and_no_more_than_asked_for(book: Book) -> None:
    first = date(2026, 1, 1)
    for number in range(6):
        book.add_rate(currency="USD", rate=Decimal(100 + number), on=first + timedelta(number))
    assert [one.rate for one in book.rates(at_most=3)] == [105, 104, 103]


def test_it_counts_from_the_next_refresh_on(small_book: Book, tmp_path) -> None:
    file = tmp_path / "orders.csv"
    file.write_text("order_id,customer_id,order_date,amount,currency\nX-1,zoe,2026-02-20,10,USD\n")
    small_book.import_files([file])
    assert small_book.refresh(as_of=date(2026, 3, 1)).other_currencies == 1
    small_book.add_rate(currency="USD", rate=Decimal("121.85"), on=date(2026, 2, 20))
    assert small_book.refresh(as_of=date(2026, 3, 1)).other_currencies == 0


def test_a_book_without_a_currency_says_so(empty_book: Book, log_in, text_of: Words) -> None:
    empty_book.change_settings({"currency": None})
    desk = log_in()
    assert "has no currency yet" in text_of(desk.get("/settings/rates"))
    assert desk.post("/settings/rates", GOOD).status_code == 200
