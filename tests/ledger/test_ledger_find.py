"""Customers are found by what somebody types of a name, a number, an address or a key."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import regulars
from regulars.contracts import customer_id

if TYPE_CHECKING:
    from regulars.workspace import Book

AS_OF = date(2026, 3, 1)
HEADER = ("source_id", "source", "kind", "name", "name_bn", "email", "phone")
PEOPLE = (
    ("C-1", "shop", "account", "Rahela Textiles", "রাহেলা টেক্সটাইলস", "office@rahela.example", ""),
    (
        "C-2",
        "shop",
        "person",
        "Farid Ahmed",
        "ফরিদ আহমেদ",
        "farid+shop@Example.org",
        "01711-234567",
    ),
    ("C-3", "shop", "person", "Zoe\u0308 Müller-Weiß", "", "", "+49 30 123456"),
    ("C-4", "shop", "person", "Иван Петров", "", "", "(01811) 555 666"),
    ("C-5", "shop", "person", "100% Cotton_Shop", "", "", ""),
    ("C-6", "shop", "person", "", "আব্দুল মজিদ", "", "০১৯১২৩৪৫৬৭৮"),
    ("C-7", "shop", "person", "金田 Kim 김철수", "", "", ""),
    ("Anwara's Tea Stall", "till", "account", "", "", "", ""),
    ("C-8", "shop", "person", "R\u200dyan বড়ুয়া", "র\u200d্যাব বড়ুয়া", "", ""),
)


@pytest.fixture(scope="module")
def folder(shelf, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A refreshed book with the people above."""
    place = tmp_path_factory.mktemp("find") / "book"
    book = shelf.make(place, currency="BDT", zone="Asia/Dhaka")
    people(book, PEOPLE)
    book.refresh(as_of=AS_OF)
    book.close()
    return place


@pytest.fixture
def book(shelf, folder: Path) -> Iterator[Book]:
    """That book, which the test leaves as it is."""
    opened = shelf.open(folder)
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("rahela", "C-1"), ("RAHELA TEX", "C-1"), ("textiles rahela", "C-1"), ("ahel", "C-1"),
        ("রাহেলা", "C-1"), ("টেক্স", "C-1"), ("  farid   AHMED ", "C-2"), ("ｆａｒｉｄ", "C-2"),
        ("zoë", "C-3"), ("zoe\u0308", "C-3"), ("MÜLLER", "C-3"), ("müller-weiss", "C-3"),
        ("weiß", "C-3"), ("иван", "C-4"), ("ПЕТРОВ", "C-4"), ("100%", "C-5"), ("n_s", "C-5"),
        ("মজিদ", "C-6"), ("আব\u200c্দুল", "C-6"), ("金田", "C-7"), ("김철", "C-7"), ("র্যাব", "C-8"),
        ("ব\u09a1\u09bcু", "C-8"), ("ব\u09dcু", "C-8"),
    ],
)  # fmt: skip
def test_by_name_in_any_script_and_case_and_inside_of_words(
    book: Book, typed: str, key: str
) -> None:
    assert [one.customer_id for one in book.find_customers(typed)] == [shop(key)]


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("01711234567", "C-2"), ("+880 1711 234567", "C-2"), ("8801711-234567", "C-2"),
        ("1711234567", "C-2"), ("711 23", "C-2"), ("11234567", "C-2"), ("০১৭১১২৩৪৫৬৭", "C-2"),
        ("030 123456", "C-3"), ("+4930123456", "C-3"), ("01811.555", "C-4"),
        ("01912345678", "C-6"), ("45678", "C-6"),
    ],
)  # fmt: skip
def test_by_telephone_number_as_people_type_it(book: Book, typed: str, key: str) -> None:
    assert [one.customer_id for one in book.find_customers(typed)] == [shop(key)]


@pytest.mark.parametrize("typed", ["Farid+Shop@example.ORG", "farid+shop@", "@example.org"])
def test_by_address(book: Book, typed: str) -> None:
    assert [one.customer_id for one in book.find_customers(typed)] == [shop("C-2")]


@pytest.mark.parametrize("typed", ["anwara’s", "anwara's", "tea st"])
def test_by_the_key_of_a_source_also_where_it_is_all_that_is_known(book: Book, typed: str) -> None:
    tea = customer_id(source="till", key="Anwara's Tea Stall")
    found = [(one.customer_id, one.name) for one in book.find_customers(typed)]
    assert found == ([] if "’" in typed else [(tea, "Anwara's Tea Stall")])


@pytest.mark.parametrize("typed", ["", "   ", "nobody", "%", "_", "\\", "' OR 1=1 --", "9" * 300])
def test_what_nobody_is_called_finds_nobody_but_those_who_have_the_mark(
    book: Book, typed: str
) -> None:
    marked = {"%": [shop("C-5")], "_": [shop("C-5")]}
    assert [one.customer_id for one in book.find_customers(typed)] == marked.get(typed, [])


def test_a_row_says_who_is_meant_in_the_language_of_the_page(book: Book) -> None:
    [by_name] = book.find_customers("rahela", language="bn")
    assert (by_name.name, by_name.kind) == ("রাহেলা টেক্সটাইলস", "account")
    hints = {typed: book.find_customers(typed)[0].hint for typed in ("farid", "farid+shop@", "C-2")}
    assert hints == {"farid": "…4567", "farid+shop@": "f…@Example.org", "C-2": "C-2"}


def test_the_whole_name_comes_first_then_its_beginning_then_words_then_the_rest(
    make_book: Callable[..., Book],
) -> None:
    book = make_book()
    names = ("Pakarim", "Store Karim", "Karim Store", "Karim", "Abdul Karimullah Khan")
    people(book, [(f"C-{i}", "shop", "person", name, "", "", "") for i, name in enumerate(names)])
    found = [one.name for one in book.find_customers("karim")]
    assert found == ["Karim", "Karim Store", "Store Karim", "Abdul Karimullah Khan", "Pakarim"]
    assert [one.name for one in book.find_customers("karim", 2)] == ["Karim", "Karim Store"]
    assert book.find_customers("karim", 0) == ()


def test_only_what_counts_now_is_found(make_book: Callable[..., Book]) -> None:
    """Who came after the refresh is; an older name, and what an undone import brought, is not."""
    book = make_book()
    people(book, [("C-1", "shop", "person", "Anna Old", "", "", "")])
    book.refresh(as_of=AS_OF)
    undone = people(book, [("C-9", "shop", "person", "Zed Undone", "", "", "")])
    people(book, [("C-1", "shop", "person", "Anna New", "", "", ""),
                  ("C-2", "shop", "person", "Late Larry", "", "", "")])  # fmt: skip
    assert [one.customer_id for one in book.find_customers("larry")] == [shop("C-2")]
    assert [one.name for one in book.find_customers("anna")] == ["Anna New"]
    assert book.find_customers("old") == ()
    assert len(book.find_customers("zed")) == 1
    book.undo(undone)
    assert book.find_customers("zed") == ()


def test_what_is_said_again_counts_when_its_first_import_is_undone(
    make_book: Callable[..., Book],
) -> None:
    book = make_book()
    first = people(book, [("C-1", "shop", "person", "Anna", "", "", "")])
    people(book, [("C-1", "shop", "person", "Anna", "", "", "")])
    book.undo(first)
    assert [one.name for one in book.find_customers("anna")] == ["Anna"]


def test_the_many_who_count_no_more_do_not_hide_those_who_do(
    make_book: Callable[..., Book],
) -> None:
    book = make_book()
    many = [(f"C-{i}", "shop", "person", f"Karim {i}", "", "", "") for i in range(60)]
    undone = people(book, many)
    people(book, [("D-1", "shop", "person", "Karim the Longest Name of All", "", "", "")])
    book.undo(undone)
    assert [one.customer_id for one in book.find_customers("karim")] == [shop("D-1")]


def test_merged_customers_are_found_once_and_apart_again_at_once(
    make_book: Callable[..., Book],
) -> None:
    book = make_book()
    people(book, [("C-1", "shop", "person", "Ann Elder", "", "", "")])
    people(book, [("C-2", "shop", "person", "Ann Younger", "", "", "")])
    book.refresh(as_of=AS_OF)
    both = {shop("C-1"), shop("C-2")}
    assert {one.customer_id for one in book.find_customers("ann")} == both
    book.merge(customer_id=shop("C-2"), other_id=shop("C-1"), staff="owner")
    for _ in ("at once", "after the refresh"):
        assert [one.customer_id for one in book.find_customers("ann")] == [shop("C-1")]
        assert [one.customer_id for one in book.find_customers("younger")] == [shop("C-1")]
        book.refresh(as_of=AS_OF)
    book.unmerge(customer_id=shop("C-2"), staff="owner")
    assert {one.customer_id for one in book.find_customers("ann")} == both


def test_who_was_erased_is_never_found(make_book: Callable[..., Book]) -> None:
    book = make_book(zone="Asia/Dhaka")
    people(book, [("kzq-7781", "shop", "person", "Ann", "আন", "a@x.org", "01711234567")])
    book.refresh(as_of=AS_OF)
    texts = ("ann", "আন", "a@x.org", "01711234567", "kzq-7781")
    assert all(book.find_customers(text) for text in texts)
    book.erase(customer_id=shop("kzq-7781"), by="test")
    assert not any(book.find_customers(text) for text in texts)


def test_a_book_that_was_never_refreshed_has_its_customers(make_book: Callable[..., Book]) -> None:
    book = make_book()
    people(book, [("C-1", "shop", "person", "Ann", "", "", "")])
    assert [one.name for one in book.find_customers("ann")] == ["Ann"]


def test_a_warehouse_s_customers_are_found_by_their_key(
    make_book: Callable[..., Book], tmp_path: Path
) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    orders = {"number": [1, 2], "who": ["Hill Store", "B-77"], "day": [AS_OF, AS_OF]}
    pq.write_table(pa.table(orders), tmp_path / "orders.parquet")
    folder = make_book(currency="EUR").folder
    with (folder / "book.toml").open("a") as file:
        file.write(
            f'\n[warehouse.order]\nparquet = ["{tmp_path}/orders.parquet"]\nsource = "shop"\n'
            '[warehouse.order.columns]\nsource_id = "number"\ncustomer_key = "who"\n'
            'happened_on = "day"\ncurrency = { value = "EUR" }\nstate = { value = "placed" }\n'
        )
    book = regulars.open(folder)
    book.refresh(as_of=AS_OF)
    assert [(one.customer_id, one.name) for one in book.find_customers("hill")] == [
        (shop("Hill Store"), "Hill Store")
    ]
    assert [one.hint for one in book.find_customers("b-7")] == ["B-77"]
    book.close()


def shop(key: str) -> str:
    return customer_id(source="shop", key=key)


def people(book: Book, rows) -> int:
    """Import these customers; the batch's number."""
    path = book.folder.parent / f"{book.folder.name}-customers.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([HEADER, *rows])
    batch = book.import_files([path]).batch
    assert batch is not None
    return batch
