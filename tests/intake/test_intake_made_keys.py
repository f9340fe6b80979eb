"""Two files without keys in one import: rows that may be the same are asked about, never merged."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from regulars.workspace import Book

KEYLESS = "customer_id,order_date,amount\n"


def write(folder: Path, **texts: str) -> list[Path]:
    paths = []
    for name, text in texts.items():
        paths.append(folder / f"{name}.csv")
        paths[-1].write_text(text)
    return paths


@pytest.mark.parametrize("amount", [5, 7])
def test_the_same_customer_and_day_in_both_is_asked_about(
    book: Book, tmp_path: Path, amount: int
) -> None:
    from regulars.intake.made_keys import SameRowsTwice

    files = write(
        tmp_path,
        till1=KEYLESS + "a,2026-01-02,5\nb,2026-01-02,6\n",
        till2=KEYLESS + f"a,2026-01-02,{amount}\n",
    )
    with pytest.raises(SameRowsTwice) as told:
        book.import_files(files)
    assert str(told.value) == (
        "till1.csv and till2.csv both have order rows of “a 2026-01-02” (1 in all), without a key "
        "that tells whether they are the same. Nothing was imported. Add a column order_id, or a "
        "column source that names the till or system of each file; where one file has all rows of "
        "the other, import that one alone."
    )
    assert book.imports() == []


def test_other_days_are_other_sales(book: Book, tmp_path: Path) -> None:
    files = write(tmp_path, may=KEYLESS + "a,2026-05-02,5\n", june=KEYLESS + "a,2026-06-02,5\n")
    assert book.import_files(files).facts["order"] == 2


def test_a_column_source_tells_them_apart(book: Book, tmp_path: Path) -> None:
    header = "source,customer_id,order_date,amount\n"
    files = write(
        tmp_path, one=header + "till 1,a,2026-01-02,5\n", two=header + "till 2,a,2026-01-02,5\n"
    )
    assert book.import_files(files).facts["order"] == 2


def test_with_keys_the_same_row_twice_is_one(book: Book, tmp_path: Path) -> None:
    text = "order_id,customer_id,order_date,amount\n1,a,2026-01-02,5\n"
    assert book.import_files(write(tmp_path, one=text, two=text)).facts["order"] == 1
