"""Rejected rows go out as a file, are corrected, and come back as if nothing had been wrong."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from regulars.engines.spreadsheet_safe import guarded, unguarded

if TYPE_CHECKING:
    from regulars.intake.import_files import Imported
    from regulars.workspace import Book

Take = Callable[..., "Imported"]
Current = Callable[[str], list[dict[str, Any]]]
OURS = ["regulars_file", "regulars_line", "regulars_reason", "regulars_message"]


def read(path: Path, delimiter: str = ",") -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as text:
        return list(csv.reader(text, delimiter=delimiter))


@pytest.mark.parametrize("mark", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
def test_the_file_has_its_own_header_and_rows_and_why(
    take: Take, book: Book, tmp_path: Path, mark: str
) -> None:
    rows = ["Order ID,Customer ID,Date,Total", '1,"a, ""b""\nc",never,5', "2,b,2026-01-02,6", "3,x"]
    text = "\n".join(
        mark.join(f'"{cell}"' if cell.startswith("a, ") else cell for cell in row)
        for row in (
            rows[0].split(","), ["1", 'a, ""b""\nc', "never", "5"], rows[2].split(","), ["3", "x"],
        )
    )  # fmt: skip
    done = take(text)
    [path] = book.write_rejects(done.batch, tmp_path / "bad.csv")
    header, first, second = read(path, mark)
    assert header == [*OURS, "Order ID", "Customer ID", "Date", "Total"]
    assert first[1:3] == ["2", "not_a_date"]
    assert first[4:] == ["1", 'a, "b"\nc', "never", "5"]
    assert second[2:3] + second[4:] == ["missing_columns", "3", "x"]


def test_corrected_rows_come_back_and_the_added_columns_are_left_out(
    take: Take, current: Current, book: Book, tmp_path: Path
) -> None:
    done = take("order_id,customer_id,date,amount\n1,=cmd(),never,5\n2,b,2026-01-02,-6\n3,'=x,,7\n")
    [path] = book.write_rejects(done.batch, tmp_path / "bad.csv")
    assert [row[5] for row in read(path)[1:]] == ["'=cmd()", "''=x"]
    path.write_text(
        path.read_text(encoding="utf-8-sig").replace("never", "2026-01-03").replace(
            "''=x,,", "''=x,2026-01-04,"
        ),
        encoding="utf-8",
    )  # fmt: skip
    again = book.import_files([path])
    assert (again.recipe, again.rejected) == ("own", 0)
    assert [row["customer_key"] for row in current("order")] == ["=cmd()", "b", "'=x"]


def test_what_is_still_wrong_goes_out_again_as_it_first_came(
    take: Take, book: Book, tmp_path: Path
) -> None:
    done = take("order_id,customer_id,date,amount\n1,=cmd(),never,5\n")
    [path] = book.write_rejects(done.batch, tmp_path / "bad.csv")
    again = book.import_files([path])
    [second] = book.write_rejects(again.batch, tmp_path / "worse.csv")
    assert [row[4:] for row in read(second)] == [row[4:] for row in read(path)]


def test_a_sheet_s_rejects_come_back_too(take: Take, book: Book, tmp_path: Path) -> None:
    sheet = openpyxl.Workbook()
    sheet.active.append(["order_id", "customer_id", "order_date", "amount"])
    sheet.active.append(["1", "a", date(2026, 2, 1), "many"])
    sheet.save(tmp_path / "x.xlsx")
    done = book.import_files([tmp_path / "x.xlsx"])
    [path] = book.write_rejects(done.batch, tmp_path / "bad.csv")
    path.write_text(path.read_text(encoding="utf-8-sig").replace("many", "5"), encoding="utf-8")
    assert book.import_files([path]).facts["order"] == 1


def test_files_with_other_headers_go_into_files_of_their_own_and_none_is_written_over(
    book: Book, tmp_path: Path
) -> None:
    from regulars.intake.rejects_file import FileInTheWay

    (tmp_path / "o.csv").write_text("order_id,customer_id,date\n1,a,never\n")
    (tmp_path / "p.csv").write_text("product_id,name\n,Tea\n")
    done = book.import_files([tmp_path / "o.csv", tmp_path / "p.csv"])
    written = book.write_rejects(done.batch, tmp_path / "bad.csv")
    assert [path.name for path in written] == ["bad.csv", "bad-2.csv"]
    with pytest.raises(FileInTheWay, match=r"bad\.csv already"):
        book.write_rejects(done.batch, tmp_path / "bad.csv")


@given(st.text(st.sampled_from("'=+-@\t\r\n＝a1.")) | st.text())
def test_every_text_comes_back_as_it_was_and_none_goes_out_as_a_formula(text: str) -> None:
    assert unguarded(guarded(text)) == text
    risky = guarded(text)[:1] in tuple("=+-@\t\r\n＝＋－＠")
    assert not risky or guarded(text).lstrip("+-").replace(".", "").isdigit()


@pytest.mark.parametrize("number", ["-5", "+8801712345678", "-1.5", "-1,5", "+.5", "-1e5"])
def test_numbers_stay_numbers(number: str) -> None:
    assert guarded(number) == number
