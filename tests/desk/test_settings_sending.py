"""Settings, senders: what is decided is written to [sending], and what is wrong is told."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from regulars.book.book_file import FILE, read_book_file
from regulars.book.sending import SendingSettings

if TYPE_CHECKING:
    from regulars.workspace import Book

PAGE = "/settings/sending"
Words = Callable[[object], str]
Save = Callable[..., Any]
HIDDEN = re.compile(r'<input type="hidden" name="(initial-\w+)"(?: value="([^"]*)")?')
AREA = re.compile(r'<textarea name="initial-(\w+)"[^>]*>\n?(.*?)</textarea>', re.S)


@pytest.fixture(autouse=True)
def put_back(book: Book) -> Iterator[None]:
    """The book of these tests is shared: its file is as before afterwards."""
    path = book.folder / FILE
    before = path.read_text(encoding="utf-8")
    yield
    path.write_text(before, encoding="utf-8")


def opened(desk: Client) -> dict[str, str]:
    """What a browser sends back of the page as it is."""
    page = desk.get(PAGE).content.decode()
    said = {name: unescape(value) for name, value in HIDDEN.findall(page)}
    said |= {f"initial-{name}": unescape(value) for name, value in AREA.findall(page)}
    return said | {name.removeprefix("initial-"): value for name, value in said.items()}


@pytest.fixture
def save(desk: Client) -> Save:
    """Opens the page, changes these values, saves."""
    return lambda **changes: desk.post(PAGE, opened(desk) | changes)


def of(book: Book) -> SendingSettings:
    return read_book_file(book.folder).sending


def test_each_value_is_written_and_counts_at_once(save: Save, book: Book, desk: Client) -> None:
    answer = save(
        ask_share="50", word_of_mouth="Bondhu\n\n  Paper \n", reference_once_in_days="30",
        margin_share="37.5", referral_cost="120", discount_rate="8", star_low="2", star_high="4",
    )  # fmt: skip
    assert answer["Location"] == f"{PAGE}?saved"
    now = SendingSettings(0.5, ("bondhu", "paper"), 30, (0.02, 0.04), 0.375, 120.0, 0.08)
    assert of(book) == book.sending_settings() == now
    assert "Saved." in desk.get(answer["Location"]).content.decode()


def test_nothing_changed_writes_nothing_down(save: Save, book: Book) -> None:
    before = of(book)
    save()
    assert of(book) == before
    assert "ask_share" not in (book.folder / FILE).read_text(encoding="utf-8")


def test_what_may_be_empty_goes_out_of_the_file(save: Save, book: Book) -> None:
    save(margin_share="40", word_of_mouth="paper")
    save(margin_share="", word_of_mouth="")
    assert (of(book).margin_share, of(book).word_of_mouth) == (
        None,
        SendingSettings().word_of_mouth,
    )


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("ask_share", "", "Write a number from 0 to 100."),
        ("ask_share", "101", "Write a number from 0 to 100."),
        ("ask_share", "nan", "Write a number from 0 to 100."),
        ("reference_once_in_days", "0", "whole number of days from 1 to 3650"),
        ("reference_once_in_days", "2.5", "whole number of days"),
        ("margin_share", "all", "Write a number from 0 to 100, or nothing."),
        ("referral_cost", "-1", "Write an amount"),
        ("discount_rate", "ten", "Write a number of percent"),
        ("star_low", "-5", "Write a number from 0 to 100."),
        ("star_high", "1", "Write the larger number here."),
    ],
)
def test_a_wrong_value_is_told_beside_its_field_and_nothing_is_written(
    save: Save, book: Book, name: str, value: str, said: str
) -> None:
    before = (book.folder / FILE).read_text(encoding="utf-8")
    page = save(**{"reference_once_in_days": "45", name: value}).content.decode()
    told = re.search(rf'id="id_{name}_error">(.*?)</div>', page, re.S)
    assert told and said in unescape(told.group(1))
    assert (book.folder / FILE).read_text(encoding="utf-8") == before


def test_a_page_that_is_older_than_the_file_changes_only_what_was_changed_on_it(
    desk: Client, book: Book
) -> None:
    said = opened(desk)
    book.change_sending({"ask_share": 0.75})
    desk.post(PAGE, said | {"reference_once_in_days": "60"})
    assert (of(book).ask_share, of(book).reference_once_in_days) == (0.75, 60)


def test_the_owner_s_words_in_the_file_stay(save: Save, book: Book) -> None:
    path = book.folder / FILE
    path.write_text(path.read_text(encoding="utf-8") + "\n[sending]\nask_share = 0.1 # ours\n")
    save(referral_cost="5")
    text = path.read_text(encoding="utf-8")
    assert "# ours" in text and (of(book).ask_share, of(book).referral_cost) == (0.1, 5.0)


def test_the_record_tells_that_it_was_changed(save: Save, desk: Client, text_of: Words) -> None:
    save(ask_share="20")
    assert "changed settings of sending" in text_of(desk.get("/settings/record"))


def test_the_page_speaks_bengali(desk: Client, text_of: Words) -> None:
    desk.post("/language", {"language": "bn", "next": "/"})
    said = text_of(desk.get(PAGE))
    assert "মুখে মুখে" in said and "Word of mouth" not in said
