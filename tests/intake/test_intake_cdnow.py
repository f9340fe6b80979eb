"""CDNOW: blank-separated purchases, master or sample, with a line of column names or without."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from regulars.intake.import_files import Imported

Take = Callable[..., "Imported"]
Current = Callable[[str], list[dict[str, Any]]]
HEADER = " customer_id  date number_of_cds  dollar_value \n"
MASTER = " 00001 19970101  1   11.77\n 00002 19970112  1   12.00\n 00002 19970112  5   77.00\n"
SAMPLE = (
    " 00001 0004 19970101  1   11.77\n"
    " 00002 0021 19970112  1   12.00\n"
    " 00002 0021 19970112  5   77.00\n"
)


@pytest.mark.parametrize("header", ["", HEADER], ids=["no_header", "header"])
@pytest.mark.parametrize("rows", [MASTER, SAMPLE], ids=["master", "sample"])
def test_master_and_sample_give_the_same_orders(
    take: Take, current: Current, header: str, rows: str
) -> None:
    done = take(header + rows, name="CDNOW.txt", recipe="cdnow")
    assert (done.read, done.rejected, done.currency) == (3, 0, "USD")
    assert [
        (row["source_id"], row["customer_key"], row["happened_on"], row["amount_minor"])
        for row in current("order")
    ] == [
        ("00001-19970101-1", "00001", date(1997, 1, 1), 1177),
        ("00002-19970112-1", "00002", date(1997, 1, 12), 1200),
        ("00002-19970112-2", "00002", date(1997, 1, 12), 7700),
    ]
    assert {row["currency"] for row in current("order")} == {"USD"}


def test_the_recipe_has_to_be_named(take: Take) -> None:
    from regulars.intake.recognise import UnknownLayout

    with pytest.raises(UnknownLayout, match="--recipe cdnow"):
        take(MASTER)


def test_blank_lines_are_passed_over_and_lines_keep_their_numbers(
    take: Take, rejected: Callable[[Any], list[tuple[Any, ...]]]
) -> None:
    done = take("\n" + MASTER + "\n 00003 19970199  1   5.00\n\n", recipe="cdnow")
    assert rejected(done) == [(6, "not_a_date", "date", "19970199", " 00003 19970199  1   5.00")]
    assert done.facts["order"] == 3


BAD = [
    (" 00003 19970112  1", "missing_columns", None, None),
    (" 00003 4 19970112  1 2 3", "missing_columns", None, None),
    (" id 19970112  1   5.00", "not_a_number", "id", "id"),
    (" 00003 19971301  1   5.00", "not_a_date", "date", "19971301"),
    (" 00003 19970112  x   5.00", "not_a_number", "CDs", "x"),
    (" 00003 19970112  1   free", "not_a_number", "dollars", "free"),
]


def test_a_line_that_cannot_be_read_is_kept_as_it_came(
    take: Take, rejected: Callable[[Any], list[tuple[Any, ...]]]
) -> None:
    done = take(MASTER + "\n".join(row for row, *_ in BAD) + "\n", recipe="cdnow")
    assert rejected(done) == [
        (line, reason, column, value, row)
        for line, (row, reason, column, value) in enumerate(BAD, start=4)
    ]


def test_purchases_of_nothing_are_kept(take: Take, current: Current) -> None:
    take(" 00001 19970101  1    0.00\n", recipe="cdnow")
    assert [row["amount_minor"] for row in current("order")] == [0]
