"""What is seen of files before anything is said of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

if TYPE_CHECKING:
    from regulars.workspace import Book

Look = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def look(book: Book, tmp_path: Path) -> Look:
    def at(**texts: str) -> list[dict[str, Any]]:
        from regulars.intake.look import look_at
        from regulars.intake.recognise import Asked

        paths = []
        for name, text in texts.items():
            paths.append(tmp_path / f"{name}.csv")
            paths[-1].write_text(text, encoding="utf-8")
        return [asdict(one) for one in look_at(paths=paths, folder=book.folder, asked=Asked())]

    return at


def test_a_known_file_is_told_with_its_fact_and_columns(look: Look) -> None:
    [one] = look(orders="customer_id,date,amount\na,2026-01-02,5\n")
    assert (one["recognised"], one["fact"], one["rows"]) == ("own", "order", 1)
    assert one["columns"] == {
        "customer_id": "customer_key", "date": "happened_on", "amount": "amount",
    }  # fmt: skip
    assert one["trouble"] is None


def test_an_unknown_file_is_told_with_its_names_first_rows_and_words(look: Look) -> None:
    [one] = look(x="Client;Day;Status\nA;03/04/2026;Paid\nB;04/05/2026;Sent back\n")
    assert one["header"] == ("Client", "Day", "Status")
    assert one["samples"][0] == ("A", "03/04/2026", "Paid")
    assert one["delimiter"] == ";"
    assert one["words"]["Status"] == ["Paid", "Sent back"]
    assert one["trouble"]["values"]["why"] == "unknown"


@pytest.mark.parametrize(
    ("days", "way"),
    [
        (["2026-01-02"], "year-first"),
        (["03/04/2026", "23/04/2026"], "day-first"),
        (["03/04/2026", "04/23/2026"], "month-first"),
        (["03/04/2026", "04/05/2026"], "unclear"),
        (["13/04/2026", "04/15/2026"], "mixed"),
        (["03/03/2026"], "day-first"),
    ],
)
def test_how_dates_are_written_is_told_and_never_guessed(
    look: Look, days: list[str], way: str
) -> None:
    rows = "".join(f"a,{day}\n" for day in days)
    [one] = look(x=f"Client,When\n{rows}")
    assert one["dates"]["When"]["way"] == way


def test_a_date_that_can_be_read_in_two_ways_is_told_in_both(look: Look) -> None:
    [one] = look(x="Client,When\na,03/04/2026\n")
    assert one["dates"]["When"]["examples"] == (("03/04/2026", "2026-04-03", "2026-03-04"),)


def test_one_bad_file_does_not_hide_the_others(look: Look) -> None:
    bad, good = look(bad="", orders="customer_id,date\na,2026-01-02\n")
    assert bad["trouble"]["values"] == {"why": "empty", "file": "bad.csv"}
    assert good["recognised"] == "own"


def test_sheets_are_told_and_titles_above_the_names_are_passed_over(
    book: Book, tmp_path: Path
) -> None:
    from regulars.intake.look import look_at
    from regulars.intake.recognise import Asked, FileAsked

    workbook = openpyxl.Workbook()
    workbook.active.append(["Sales of April"])
    workbook.active.append([])
    workbook.active.append(["তারিখ", "গ্রাহক", "মোট টাকা"])
    workbook.active.append(["2026-04-03", "রহিমা", 500])
    workbook.create_sheet("May").append(["customer_id", "date"])
    workbook["May"].append(["a", "2026-05-01"])
    workbook.save(tmp_path / "x.xlsx")
    [one] = look_at(paths=[tmp_path / "x.xlsx"], folder=book.folder, asked=Asked())
    assert (one.sheet, one.sheets) == ("Sheet", ("Sheet", "May"))
    assert one.header == ("তারিখ", "গ্রাহক", "মোট টাকা")
    asked = Asked(by_file={"x.xlsx": FileAsked(sheet="May")})
    [one] = look_at(paths=[tmp_path / "x.xlsx"], folder=book.folder, asked=asked)
    assert (one.sheet, one.recognised) == ("May", "own")


@pytest.mark.parametrize(
    ("header", "fact", "columns"),
    [
        (
            ["Client No", "Day", "Sum", "No"],
            "order",
            {"customer_id": "Client No", "date": "Day", "amount": "Sum", "order_id": "No"},
        ),
        (
            ["তারিখ", "গ্রাহক", "মোট টাকা"],
            "order",
            {"date": "তারিখ", "customer_id": "গ্রাহক", "amount": "মোট টাকা"},
        ),
        (
            ["Guest", "Arrival", "Departure", "Booked on", "Guests"],
            "reservation",
            {
                "customer_id": "Guest",
                "arrives_on": "Arrival",
                "departs_on": "Departure",
                "date": "Booked on",
                "party": "Guests",
            },
        ),
        (
            ["Code", "Full Name", "Mobile", "E-mail"],
            "customer",
            {"customer_id": "Code", "name": "Full Name", "phone": "Mobile", "email": "E-mail"},
        ),
    ],
)
def test_what_people_call_their_columns_is_proposed(
    header: list[str], fact: str, columns: dict[str, str]
) -> None:
    from regulars.intake.guesses import guessed_columns, guessed_fact

    assert guessed_fact(header) == fact
    assert guessed_columns(header, fact=fact) == columns


def test_every_name_that_can_be_proposed_makes_a_file_of_its_fact() -> None:
    from regulars.contracts import BY_FACT
    from regulars.intake.guesses import writable
    from regulars.intake.own_columns import IMPORTABLE, columns_as

    for contract in IMPORTABLE:
        names = tuple(writable(contract.fact).values())
        assert columns_as(BY_FACT[contract.fact], names) is not None, contract.fact
