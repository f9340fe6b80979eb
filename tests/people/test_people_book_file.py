"""`book.toml`: changed by the desk or by hand, read anew, and never half."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

import pytest

from regulars.book.book_file import FILE, BookFileWrong, change_book_file, read_book_file
from regulars.book.book_values import ValueWrong
from regulars.wording import number

if TYPE_CHECKING:
    from regulars.workspace import Book

MINE = """# Ours since 1988.
name = "Hill View"
zone = "Asia/Dhaka"   # where we are
hours = 4.0  # two at the counter
salt = "00"

[engine] # the big machine
memory = "2GB"
"""


def edit(book: Book, old: str, new: str) -> None:
    path = book.folder / FILE
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def add(book: Book, text: str) -> None:
    path = book.folder / FILE
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{text}\n", encoding="utf-8")


def test_a_change_keeps_the_owner_s_comments_and_what_else_there_is(tmp_path) -> None:
    (tmp_path / FILE).write_text(MINE, encoding="utf-8")
    change_book_file(
        tmp_path,
        {"hours": 6.5, "country": "BD", "refresh_at": "06:30", "bengali_numerals": False},
    )
    text = (tmp_path / FILE).read_text(encoding="utf-8")
    for comment in ("# Ours since 1988.", "# where we are", "# two at the counter", "# the big"):
        assert comment in text
    file = read_book_file(tmp_path)
    assert (file.hours, file.country, file.refresh_at) == (6.5, "BD", time(6, 30))
    assert (file.bengali_numerals, file.engine) == (False, {"memory": "2GB"})


def test_what_is_set_to_none_stands_in_the_file_no_more(tmp_path) -> None:
    (tmp_path / FILE).write_text(MINE + '\n[desk]\nlanguage = "bn"\n', encoding="utf-8")
    change_book_file(tmp_path, {"currency": "BDT"})
    change_book_file(tmp_path, {"currency": None})
    assert read_book_file(tmp_path).currency is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("name", " "),
        ("zone", "Dhaka"),
        ("zone", ["Asia/Dhaka"]),
        ("currency", "TAKA"),
        ("country", "Bangladesh"),
        ("hours", -1),
        ("hours", True),
        ("holdout_share", 1),
        ("refresh_at", "25:00"),
        ("language", "de"),
        ("second_factor", "yes"),
    ],
)
def test_a_wrong_value_is_told_by_name_and_nothing_is_written(tmp_path, name, value) -> None:
    (tmp_path / FILE).write_text(MINE, encoding="utf-8")
    with pytest.raises(ValueWrong) as wrong:
        change_book_file(tmp_path, {"hours": 2.0, name: value})
    assert wrong.value.name == name
    assert (tmp_path / FILE).read_text(encoding="utf-8") == MINE


def test_a_wrong_value_in_the_file_is_told_with_the_file_and_the_cure(tmp_path) -> None:
    (tmp_path / FILE).write_text(MINE.replace("Asia/Dhaka", "Dhaka"), encoding="utf-8")
    with pytest.raises(BookFileWrong, match=r"zone = “Dhaka” in .*book\.toml is no time zone"):
        read_book_file(tmp_path)


def test_an_open_book_reads_its_file_anew(book: Book) -> None:
    assert book.hours == 4
    edit(book, "hours = 4.0", "hours = 7")
    assert book.hours == 7


def test_a_file_that_is_wrong_for_a_while_changes_nothing(book: Book, caplog) -> None:
    assert book.hours == 4
    edit(book, "hours = 4.0", "hours = ")
    assert book.hours == 4
    assert book.hours == 4
    assert "not TOML" in book.settings_fault
    assert len(caplog.records) == 1
    edit(book, "hours = ", "hours = 5 ")
    assert (book.hours, book.settings_fault) == (5, None)


def test_bengali_is_written_with_western_digits_where_the_book_says_so(book: Book) -> None:
    assert number(1234, language="bn") == "১,২৩৪"
    add(book, "[desk]\nbengali_numerals = false")
    assert book.name
    assert number(1234, language="bn") == "1,234"


def test_the_next_book_of_the_process_decides_on_digits_itself(make_book) -> None:
    first = make_book("one")
    add(first, "[desk]\nbengali_numerals = false")
    assert first.name
    make_book("two")
    assert number(1234, language="bn") == "১,২৩৪"
