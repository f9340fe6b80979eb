"""Settings, book: what is decided is written to book.toml, and what is wrong is told."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from regulars.book.book_file import FILE, read_book_file

if TYPE_CHECKING:
    from regulars.workspace import Book

Words = Callable[[object], str]
HIDDEN = re.compile(r'<input type="hidden" name="(initial-\w+)"(?: value="([^"]*)")?')


@pytest.fixture(autouse=True)
def put_back(book: Book) -> Iterator[None]:
    """The book of these tests is shared: its file is as before afterwards."""
    path = book.folder / FILE
    before = path.read_text(encoding="utf-8")
    path.write_text(before.replace('name = "Hill View"', 'name = "Hill View" # ours'))
    yield
    path.write_text(before, encoding="utf-8")


@pytest.fixture
def save(desk: Client) -> Callable[..., object]:
    """Opens the page, changes these values, saves."""

    def saved(**changes: str | None):
        said = opened(desk)
        for name, value in changes.items():
            if value is None:
                said.pop(name, None)
            else:
                said[name] = value
        return desk.post("/settings/book", said)

    return saved


def opened(desk: Client) -> dict[str, str]:
    """What a browser sends back of the page as it is."""
    page = desk.get("/settings/book").content.decode()
    said = {name: unescape(value) for name, value in HIDDEN.findall(page)}
    plain = {name.removeprefix("initial-"): value for name, value in said.items()}
    return said | {name: value for name, value in plain.items() if value != "False"}


def test_what_was_changed_stands_in_the_file_beside_the_owner_s_words(
    save, book: Book, text_of: Words, desk: Client
) -> None:
    answer = save(hours="6.5", currency="usd", country="BD", holdout_share="5", language="bn")
    assert answer["Location"] == "/settings/book?saved"
    file = read_book_file(book.folder)
    assert (file.hours, file.currency, file.country) == (6.5, "USD", "BD")
    assert (file.holdout_share, file.language) == (0.05, "bn")
    text = (book.folder / FILE).read_text(encoding="utf-8")
    assert "# ours" in text and "never change it" in text
    assert file.salt and file.salt in text


def test_it_counts_at_once(save, desk: Client) -> None:
    save(name="Cloud View")
    assert "Cloud View" in desk.get("/").content.decode()


def test_switches_go_on_and_off(save, book: Book) -> None:
    save(bengali_numerals=None)
    assert read_book_file(book.folder).bengali_numerals is False
    save(bengali_numerals="on")
    assert read_book_file(book.folder).bengali_numerals is True


def test_what_may_be_empty_may_be_emptied(save, book: Book) -> None:
    save(country="BD")
    save(country="", refresh_at="")
    file = read_book_file(book.folder)
    assert (file.country, file.refresh_at) == (None, None)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("name", "", "Write a name"),
        ("zone", "Dhaka", "no such time zone"),
        ("currency", "TAKA", "no such currency"),
        ("country", "Bangladesh", "no such country"),
        ("hours", "many", "Write a number of hours"),
        ("hours", "-1", "Write a number of hours"),
        ("refresh_at", "noon", "Write a time of day"),
        ("holdout_share", "100", "Write a number from 0"),
        ("language", "xx", ""),
    ],
)
def test_a_wrong_value_is_told_beside_its_field_and_nothing_is_written(
    save, book: Book, name: str, value: str, said: str
) -> None:
    before = (book.folder / FILE).read_text(encoding="utf-8")
    page = save(**{"name": "Cloud View", name: value}).content.decode()
    told = re.search(rf'id="id_{name}_error">(.*?)</div>', page, re.S)
    assert told and said in unescape(told.group(1))
    assert (book.folder / FILE).read_text(encoding="utf-8") == before


def test_a_page_that_is_older_than_the_file_changes_only_what_was_changed_on_it(
    desk: Client, book: Book
) -> None:
    said = opened(desk)
    book.change_settings({"hours": 9.0})
    desk.post("/settings/book", said | {"name": "Cloud View"})
    file = read_book_file(book.folder)
    assert (file.name, file.hours) == ("Cloud View", 9.0)


def test_a_file_broken_by_hand_is_told_and_the_desk_goes_on(
    desk: Client, book: Book, save, text_of: Words
) -> None:
    path = book.folder / FILE
    path.write_text(path.read_text(encoding="utf-8") + "\nhours = = 4\n", encoding="utf-8")
    assert desk.get("/").status_code == 200
    assert "cannot be used as it lies there" in text_of(desk.get("/settings/book"))
    assert "cannot be used as it lies there" in text_of(save(name="Cloud View"))
    assert "Cloud View" not in path.read_text(encoding="utf-8")


def test_edited_by_hand_it_counts_without_a_restart(desk: Client, book: Book) -> None:
    path = book.folder / FILE
    path.write_text(path.read_text(encoding="utf-8").replace("Hill View", "River View"))
    assert "River View" in desk.get("/").content.decode()


def test_western_numerals_on_bengali_pages(desk: Client, save, text_of: Words) -> None:
    desk.post("/language", {"language": "bn", "next": "/"})
    assert "১ মার্চ" in text_of(desk.get("/"))
    save(bengali_numerals=None)
    said = text_of(desk.get("/"))
    assert "1 মার্চ" in said
    assert not re.search("[০-৯]", said)
    save(bengali_numerals="on")
    assert "১ মার্চ" in text_of(desk.get("/"))


def test_what_customers_wrote_keeps_its_digits(hostile_book: Book, log_in, tmp_path) -> None:
    hostile_book.change_settings({"bengali_numerals": False, "language": "bn"})
    (tmp_path / "c.csv").write_text("customer_id,name\nC-9,দোকান ১২\n", encoding="utf-8")
    orders = "order_id,customer_id,order_date,amount,currency\nO-9,C-9,2026-02-18,5,BDT\n"
    (tmp_path / "o.csv").write_text(orders)
    hostile_book.import_files([tmp_path / "c.csv", tmp_path / "o.csv"])
    hostile_book.refresh()
    pages = [
        log_in().get(f"/customers/{row['customer_id']}").content.decode()
        for row in hostile_book.card(columns=["customer_id"]).to_pylist()
    ]
    assert any("দোকান ১২" in page for page in pages)


def test_the_language_that_pages_begin_in(save, book: Book) -> None:
    save(language="bn")
    english = {"Accept-Language": "en"}
    assert '<html lang="bn">' in Client(headers=english).get("/enter").content.decode()
    chosen = Client(headers=english)
    chosen.post("/language", {"language": "en", "next": "/enter"})
    assert '<html lang="en">' in chosen.get("/enter").content.decode()


def test_the_clock_of_the_pages_is_the_book_s(save, desk: Client, text_of: Words) -> None:
    def last_log_in() -> str:
        return re.search(r"\d\d:\d\d", text_of(desk.get("/settings/people/owner"))).group()

    dhaka = last_log_in()
    save(zone="America/Lima")
    hours = (int(dhaka[:2]) - int(last_log_in()[:2])) % 24
    assert hours == 11
