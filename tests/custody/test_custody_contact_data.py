"""The erased are known by addresses and numbers just as matching knows who is one customer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from planted_person import Planted

import regulars
from regulars.contracts import customer_id

if TYPE_CHECKING:
    from regulars.workspace import Book

HEADER = "customer_id,kind,name,email,phone\n"


@pytest.fixture
def german(planted: Planted) -> Book:
    """The book of a business in Germany whose clock is that of Dhaka."""
    folder = planted.book.folder
    file = folder / "book.toml"
    file.write_text(file.read_text() + '\ncountry = "DE"\n')
    return regulars.open(folder)


def came(book: Book, folder: Path, *rows: str) -> set[str]:
    """Who of these is in the ledger after importing them."""
    from regulars.ledger.models import Customer

    path = folder / "customers.csv"
    path.write_text(HEADER + "\n".join(rows) + "\n", encoding="utf-8")
    book.import_files([path])
    keys = {row.split(",")[0] for row in rows}
    return keys & set(Customer.objects.values_list("source_id", flat=True))


def test_numbers_are_read_in_the_country_of_the_book_file(german: Book, tmp_path: Path) -> None:
    assert came(german, tmp_path, "old,person,Uwe,,0171 2345678") == {"old"}
    german.erase(customer_id=customer_id(source="own", key="old"), by="test")
    again = [
        "code,person,Uwe,,+49 171 2345678",
        "zeros,person,Uwe,,0049171/2345678",
        "extension,person,Uwe,,0171 2345678 ext. 12",
        "script,person,Uwe,,০১৭১২৩৪৫৬৭৮",
        "dhaka,person,Uwe,,+880 171 2345678",
    ]
    assert came(german, tmp_path, *again) == {"dhaka"}


def test_an_address_is_known_in_either_spelling_of_its_domain(
    planted: Planted, tmp_path: Path
) -> None:
    book = planted.book
    assert came(book, tmp_path, "old,person,Uwe,Uwe@müller.example,") == {"old"}
    book.erase(customer_id=customer_id(source="own", key="old"), by="test")
    again = [
        "plain,person,Uwe,uwe@xn--mller-kva.example,",
        "dot,person,Uwe,uwe@müller.example.,",
        "written,person,Uwe,UWE@MÜLLER.example,",
        "else,person,Uwe,uwe@muller.example,",
    ]
    assert came(book, tmp_path, *again) == {"else"}


def test_a_number_that_others_write_otherwise_keeps_nobody_else_out(
    german: Book, tmp_path: Path
) -> None:
    """They share it, but are not one customer before the next refresh has tied them."""
    wife = "wife,person,Ann,,+49 (171) 234-5678"
    assert came(german, tmp_path, "old,person,Uwe,,0171 2345678", wife) == {"old", "wife"}
    german.erase(customer_id=customer_id(source="own", key="old"), by="test")
    assert came(german, tmp_path, "again,person,Ann,,0171 2345678") == {"again"}
