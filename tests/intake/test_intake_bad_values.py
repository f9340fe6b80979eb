"""A value that a column cannot have keeps its row out, with column, value and row as they came."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from regulars.intake.import_files import Imported

ORDER = "order_id,customer_id,order_date,amount,currency,state\n"
GOOD = "good,a,2026-01-02,5,EUR,placed\n"


BAD = [
    ("1,a,2026-01-02,five,EUR,placed", "not_a_number", "amount", "five"),
    ('1,a,2026-01-02,"1,250.50",EUR,placed', "not_a_number", "amount", "1,250.50"),
    ("1,a,2026-01-02,1_000,EUR,placed", "not_a_number", "amount", "1_000"),
    ("1,a,2026-01-02,0x10,EUR,placed", "not_a_number", "amount", "0x10"),
    ("1,a,2026-01-02,NaN,EUR,placed", "not_a_number", "amount", "NaN"),
    ("1,a,2026-01-02,-inf,EUR,placed", "not_a_number", "amount", "-inf"),
    ("1,a,2026-01-02,1e30,EUR,placed", "amount_too_large", "amount", "1e30"),
    ("1,a,2026-01-02,-1e14,EUR,placed", "amount_too_large", "amount", "-1e14"),
    (
        "1,a,2026-01-02,10000000000000.01,EUR,placed",
        "amount_too_large",
        "amount",
        "10000000000000.01",
    ),
    ("1,a,2026-13-02,5,EUR,placed", "not_a_date", "order_date", "2026-13-02"),
    ("1,a,2026-02-29,5,EUR,placed", "not_a_date", "order_date", "2026-02-29"),
    ("1,a,26-01-02,5,EUR,placed", "not_a_date", "order_date", "26-01-02"),
    ("1,a,yesterday,5,EUR,placed", "not_a_date", "order_date", "yesterday"),
    ("1,a,,5,EUR,placed", "missing", "order_date", None),
    (",a,2026-01-02,5,EUR,placed", "missing", "order_id", None),
    ("1,a,2026-01-02,5,EURO,placed", "not_a_currency", "currency", "EURO"),
    ("1,a,2026-01-02,5,€,placed", "not_a_currency", "currency", "€"),
    ("1,a,2026-01-02,5,EUR,sold", "not_a_choice", "state", "sold"),
    ("1,a,2026-01-02,5,EUR,", "missing", "state", None),
]


def test_each_row_is_kept_with_its_reason_and_the_good_one_is_taken(
    take: Callable[..., Imported], rejected: Callable[[Imported], list[tuple[Any, ...]]]
) -> None:
    done = take("\n".join([ORDER.strip(), *(line for line, *_ in BAD), GOOD]))
    assert rejected(done) == [
        (number, reason, column, value, line)
        for number, (line, reason, column, value) in enumerate(BAD, start=2)
    ]
    assert (done.read, done.new, done.facts["order"]) == (len(BAD) + 1, 2, 1)


@pytest.mark.parametrize(
    ("header", "line", "reason", "column"),
    [
        ("customer_id,kind", "1,alien", "not_a_choice", "kind"),
        ("customer_id,treatment", "1,hugs", "not_a_choice", "treatment"),
        ("customer_id,since_on", "1,long ago", "not_a_date", "since_on"),
        ("customer_id,date,channel", "1,2026-01-02,fax", "not_a_choice", "channel"),
        ("customer_id,date,channel", "1,2026-01-02,", "missing", "channel"),
        ("customer_id,date,channel", ",2026-01-02,call", "missing", "customer_id"),
        ("customer_id,time,channel", "1,noon,call", "not_a_date", "time"),
        ("order_line_id,order_id,quantity", "1,o,many", "not_a_number", "quantity"),
        (
            "order_line_id,order_id,quantity_milli",
            "1,o,1.5",
            "not_a_whole_number",
            "quantity_milli",
        ),
        ("order_line_id,order_id,amount_minor", "1,o,1.5", "not_a_whole_number", "amount_minor"),
        ("order_line_id,order_id,kind", "1,o,gift", "not_a_choice", "kind"),
        ("order_line_id,order_id", "1,", "missing", "order_id"),
        ("product_id,name", ",Tea", "missing", "product_id"),
    ],
)
def test_every_fact_checks_its_own_columns(
    take: Callable[..., Imported],
    rejected: Callable[[Imported], list[tuple[Any, ...]]],
    header: str,
    line: str,
    reason: str,
    column: str,
) -> None:
    assert [row[:3] for row in rejected(take(f"{header}\n{line}\n"))] == [(2, reason, column)]


def test_the_command_line_and_the_book_tell_what_to_do(
    take: Callable[..., Imported], book: Any
) -> None:
    from regulars.cli.tell import tell_import

    done = take(f"{ORDER}1,a,2026-13-02,5,EUR,placed\n")
    [row] = book.rejects(done.batch)
    assert row["message"] == "This is not a date. Write it as year-month-day, e.g. 2026-11-22."
    assert f"orders.csv, line 2: {row['message']} (order_date: 2026-13-02)" in tell_import(done)


def test_what_an_undone_import_did_not_take_can_still_be_read(
    take: Callable[..., Imported],
    rejected: Callable[[Imported], list[tuple[Any, ...]]],
    book: Any,
) -> None:
    done = take(f"{ORDER}1,a,2026-13-02,5,EUR,placed\n")
    book.undo(done.batch)
    assert len(rejected(done)) == 1
