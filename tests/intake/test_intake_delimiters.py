"""A file's delimiter is told from its first line."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from regulars.intake.import_files import Imported

Take = Callable[..., "Imported"]
Current = Callable[[str], list[dict[str, Any]]]
MARKS = pytest.mark.parametrize(
    "mark", [",", ";", "\t", "|"], ids=["comma", "semicolon", "tab", "bar"]
)


@MARKS
def test_a_file_is_cut_at_its_own_delimiter(take: Take, current: Current, mark: str) -> None:
    rows = ["order_id,customer_id,order_date,amount", "1,a,2026-01-02,5.50", "2,b,2026-01-03,6"]
    done = take("\n".join(rows).replace(",", mark))
    assert (done.read, done.rejected) == (2, 0)
    found = [
        (row["source_id"], row["customer_key"], row["amount_minor"]) for row in current("order")
    ]
    assert found == [("1", "a", 550), ("2", "b", 600)]


@MARKS
def test_other_delimiters_and_quoted_ones_belong_to_the_value(
    take: Take, current: Current, mark: str
) -> None:
    header = mark.join(["order_id", "customer_id", "order_date", "amount"])
    take(f'{header}\n1{mark}",;\t|"{mark}2026-01-02{mark}5\n')
    assert [row["customer_key"] for row in current("order")] == [",;\t|"]


@MARKS
def test_a_rejected_row_is_kept_so_that_it_can_be_imported_once_corrected(
    take: Take, rejected: Callable[[Any], list[tuple[Any, ...]]], mark: str
) -> None:
    row = mark.join(["1", f'"a{mark}b"', "2026-01-02", "five"])
    done = take(mark.join(["order_id", "customer_id", "order_date", "amount"]) + "\n" + row + "\n")
    assert rejected(done) == [(2, "not_a_number", "amount", "five", row)]


def test_column_names_may_have_capitals_and_blanks(take: Take, current: Current) -> None:
    take("Order ID, Customer ID ,Order Date,Amount\n1,a,2026-01-02,5\n")
    assert [row["customer_key"] for row in current("order")] == ["a"]


@pytest.mark.parametrize("mark", ["^", "~", ":"])
def test_rarer_delimiters_are_told_too(take: Take, current: Current, mark: str) -> None:
    take(mark.join(["order_id", "customer_id", "order_date"]) + f"\n1{mark}a{mark}2026-01-02\n")
    assert [row["customer_key"] for row in current("order")] == ["a"]


@pytest.mark.parametrize(
    ("said", "mark"), [("%", "%"), ("tab", "\t"), ("\\t", "\t"), ("space", " ")]
)
def test_any_other_is_said(take: Take, current: Current, said: str, mark: str) -> None:
    row = mark.join(["1", f'"a{mark}b"', "2026-01-02"])
    take(mark.join(["order_id", "customer_id", "order_date"]) + f"\n{row}\n", delimiter=said)
    assert [row["customer_key"] for row in current("order")] == [f"a{mark}b"]


@pytest.mark.parametrize("said", ["", ";;", '"', "\n"])
def test_what_is_no_delimiter_is_refused(take: Take, said: str) -> None:
    from regulars.intake.heads import DelimiterWrong

    with pytest.raises(DelimiterWrong, match="Write one character, or tab"):
        take("order_id,customer_id,order_date\n", delimiter=said)


def test_titles_and_a_spreadsheet_s_own_line_come_before_the_names(
    take: Take, current: Current, rejected: Callable[[Any], list[tuple[Any, ...]]]
) -> None:
    head = "sep=;\nOrders of January\n\norder_id;customer_id;order_date\n"
    done = take(head + "1;a;2026-01-02\n2;b;never\n")
    assert [row["customer_key"] for row in current("order")] == ["a"]
    assert [row[0] for row in rejected(done)] == [6]


def test_a_name_of_a_column_may_have_a_line_end(take: Take, current: Current) -> None:
    text = 'No,"Client\nNo",date\n1,a,2026-01-02\n'
    take(text, mapping={"order_id": "No", "customer_id": "Client\nNo"})
    assert [row["customer_key"] for row in current("order")] == ["a"]
