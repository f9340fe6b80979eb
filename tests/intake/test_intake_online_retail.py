"""UCI Online Retail on hand-made invoices: what becomes an order, a return, a product, a fee."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from regulars.intake.import_files import Imported

Take = Callable[..., "Imported"]
Current = Callable[[str], list[dict[str, Any]]]
HEADER = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country"


def invoices(*lines: str) -> str:
    """Lines of `invoice stock quantity day-of-December price customer`."""
    text = [HEADER]
    for line in lines:
        invoice, stock, quantity, day, price, customer = line.split("/")
        who = "" if customer == "-" else customer
        moment = f"2010-12-{day} 08:26:00"
        text.append(f"{invoice},{stock},THING {stock},{quantity},{moment},{price},{who},France")
    return "\n".join(text) + "\n"


def returns(rows: list[dict[str, Any]]) -> dict[str, str | None]:
    return {r["source_id"]: r["returns_order_key"] for r in rows if r["state"] == "returned"}


def test_an_invoice_is_an_order_and_its_customer_an_account(take: Take, current: Current) -> None:
    done = take(invoices("1/85123A/6/01/2.55/17850", "1/71053/2/01/3.39/17850"))
    assert done.facts == {
        "identity": 1, "customer": 1, "product": 2, "order": 1, "order_line": 2,
    }  # fmt: skip
    [order] = current("order")
    assert (order["source_id"], order["customer_key"], order["state"]) == ("1", "17850", "placed")
    assert (order["amount_minor"], order["currency"]) == (2208, "GBP")
    assert (order["happened_at"], order["happened_on"]) == (
        datetime(2010, 12, 1, 8, 26, tzinfo=UTC),
        date(2010, 12, 1),
    )
    assert [row["kind"] for row in current("customer")] == ["account"]


def test_a_cancellation_is_a_return_of_the_order_it_came_from(take: Take, current: Current) -> None:
    take(invoices("1/A/6/01/2.00/7", "2/B/6/02/2.00/7", "C3/A/-4/03/2.00/7"))
    assert returns(current("order")) == {"C3": "1"}
    assert {row["source_id"]: row["amount_minor"] for row in current("order")} == {
        "1": 1200, "2": 1200, "C3": -800,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("sold", "given_back"),
    [
        ("1/A/6/04/2.00/7", "C3/A/-6/03/2.00/7"),
        ("1/A/6/01/2.00/8", "C3/A/-6/03/2.00/7"),
        ("1/A/6/01/2.50/7", "C3/A/-6/03/2.00/7"),
        ("1/A/5/01/2.00/7", "C3/A/-6/03/2.00/7"),
        ("1/B/6/01/2.00/7", "C3/A/-6/03/2.00/7"),
        ("1/A/6/01/2.00/-", "C3/A/-6/03/2.00/-"),
    ],
    ids=["sold_later", "another_customer", "another_price", "too_few", "another_thing", "nobody"],
)
def test_a_cancellation_without_its_order_stands_alone(
    take: Take, current: Current, sold: str, given_back: str
) -> None:
    take(invoices(sold, given_back))
    assert returns(current("order")) == {"C3": None}


def test_the_order_with_most_of_the_lines_is_the_one_given_back(
    take: Take, current: Current
) -> None:
    take(
        invoices(
            "1/A/6/01/2.00/7", "1/B/6/01/1.00/7", "2/A/6/02/2.00/7",
            "C3/A/-6/03/2.00/7", "C3/B/-1/03/1.00/7",
        )
    )  # fmt: skip
    assert returns(current("order")) == {"C3": "1"}


def test_of_equal_orders_the_latest_is_the_one_given_back(take: Take, current: Current) -> None:
    take(invoices("1/A/6/01/2.00/7", "2/A/6/02/2.00/7", "C3/A/-6/03/2.00/7"))
    assert returns(current("order")) == {"C3": "2"}


def test_a_line_without_a_customer_is_anonymous_and_counted(take: Take, current: Current) -> None:
    done = take(invoices("1/A/6/01/2.00/-", "1/B/6/01/2.00/-", "2/A/1/01/2.00/7"))
    assert (done.read, done.anonymous, done.rejected) == (3, 2, 0)
    assert [row["customer_key"] for row in current("order")] == [None, "7"]
    assert [row["source_id"] for row in current("identity")] == ["7"]


@pytest.mark.parametrize(
    ("lines", "state"),
    [
        (["1/A/-10/01/0/-"], "cancelled"),
        (["1/A/10/01/0/-"], "placed"),
        (["1/A/-10/01/1.00/-"], "placed"),
        (["1/A/-10/01/0/7"], "placed"),
        (["1/A/-10/01/0/-", "1/B/1/01/2.00/-"], "placed"),
        (["A563185/B/1/01/11062.06/-"], "cancelled"),
        (["C1/A/-1/01/2.00/-"], "returned"),
    ],
    ids=["stock_movement", "gift", "priced", "named", "also_sold", "bad_debt", "cancellation"],
)
def test_a_stock_movement_and_bad_debt_never_were_sales(
    take: Take, current: Current, lines: list[str], state: str
) -> None:
    take(invoices(*lines))
    assert [row["state"] for row in current("order")] == [state]


STOCK_CODES = {
    "POST": "shipping",
    "DOT": "shipping",
    "C2": "shipping",
    "BANK CHARGES": "fee",
    "AMAZONFEE": "fee",
    "CRUK": "fee",
    "M": "adjustment",
    "m": "adjustment",
    "S": "adjustment",
    "B": "adjustment",
    "D": "discount",
    "gift_0001_20": "voucher",
    "85123a": "product",
    "PADS": "product",
    "47503J ": "product",
}


def test_stock_codes_that_are_no_goods_are_no_products(take: Take, current: Current) -> None:
    lines = [f"{n}/{stock}/2/01/2.50/7" for n, stock in enumerate(STOCK_CODES, start=100)]
    take(invoices(*lines))
    found = [(line["kind"], line["product_key"]) for line in current("order_line")]
    assert found == [
        (kind, stock.strip().upper() if kind == "product" else None)
        for stock, kind in STOCK_CODES.items()
    ]
    assert {row["source_id"] for row in current("product")} == {"85123A", "PADS", "47503J"}


def test_postage_and_fees_are_no_spend_and_the_rest_is(take: Take, current: Current) -> None:
    lines = [f"{n}/{stock}/2/01/2.50/7" for n, stock in enumerate(STOCK_CODES, start=100)]
    take(invoices(*lines, "900/GOODS/1/01/1.00/7", "900/POST/1/01/18.00/7"))
    *alone, both = [row["amount_minor"] for row in current("order")]
    assert alone == [0 if kind in ("shipping", "fee") else 500 for kind in STOCK_CODES.values()]
    assert both == 100


def test_numbers_and_dates_come_in_the_styles_of_the_file_s_editions(
    take: Take, current: Current
) -> None:
    styles = product(
        ["6", "6.0", "6.000"],
        ["2010-12-01 08:26:00", "2010-12-01 08:26", "12/1/2010 8:26"],
        ["17850", "17850.0"],
    )
    rows = [
        f"{number},85123A,HOLDER,{quantity},{day},2.55,{customer},France"
        for number, (quantity, day, customer) in enumerate(styles)
    ]
    done = take("\n".join([HEADER, *rows]) + "\n")
    assert (done.rejected, len(rows)) == (0, 18)
    moment = datetime(2010, 12, 1, 8, 26, tzinfo=UTC)
    assert {
        (row["customer_key"], row["amount_minor"], row["happened_at"]) for row in current("order")
    } == {("17850", 1530, moment)}
    assert {row["quantity_milli"] for row in current("order_line")} == {6000}


def test_an_instant_in_summer_is_an_hour_before_the_clock_in_london(
    take: Take, current: Current
) -> None:
    take(f"{HEADER}\n1,A,THING,1,2011-06-01 00:30:00,2.55,7,France\n")
    [order] = current("order")
    assert order["happened_at"] == datetime(2011, 5, 31, 23, 30, tzinfo=UTC)
    assert order["happened_on"] == date(2011, 6, 1)


def test_a_product_is_called_as_most_of_its_lines_call_it(take: Take, current: Current) -> None:
    rows = ["LANTERN", "LANTERN", "lantern, damaged", ""]
    text = "".join(
        f'{n},A,"{name}",1,2010-12-01 08:26:00,2.55,7,X\n' for n, name in enumerate(rows)
    )
    take(f"{HEADER}\n{text}")
    assert [row["name"] for row in current("product")] == ["LANTERN"]


BAD = [
    (",A,T,1,2010-12-01 08:26:00,2.55,7,X", "missing", "InvoiceNo", None),
    ("1,,T,1,2010-12-01 08:26:00,2.55,7,X", "missing", "StockCode", None),
    ("1,A,T,1,2010-13-01 08:26:00,2.55,7,X", "not_a_date", "InvoiceDate", "2010-13-01 08:26:00"),
    ("1,A,T,1,,2.55,7,X", "not_a_date", "InvoiceDate", None),
    ("1,A,T,six,2010-12-01 08:26:00,2.55,7,X", "not_a_number", "Quantity", "six"),
    ("1,A,T,1,2010-12-01 08:26:00,cheap,7,X", "not_a_number", "UnitPrice", "cheap"),
    ("1,A,T,1,2010-12-01 08:26:00,2.55,7", "missing_columns", None, None),
]


def test_a_line_that_cannot_be_read_is_kept_with_its_reason(
    take: Take, rejected: Callable[[Any], list[tuple[Any, ...]]]
) -> None:
    good = "1,A,T,1,2010-12-01 08:26:00,2.55,7,X"
    done = take("\n".join([HEADER, good, *(row for row, *_ in BAD), good]) + "\n")
    assert rejected(done) == [
        (line, reason, column, value, row)
        for line, (row, reason, column, value) in enumerate(BAD, start=3)
    ]
    assert done.facts["order_line"] == 2


def test_rounding_is_half_away_from_zero_line_by_line(take: Take, current: Current) -> None:
    take(invoices("1/A/1/01/0.005/7", "1/B/1/01/0.005/7", "C2/A/-1/02/0.005/7"))
    assert [row["amount_minor"] for row in current("order_line")] == [1, 1, -1]
    assert [row["amount_minor"] for row in current("order")] == [2, -1]


def test_the_same_invoices_again_are_no_change(take: Take) -> None:
    text = invoices("1/A/6/01/2.00/7", "C3/A/-4/03/2.00/7", "2/POST/1/02/18.00/-")
    take(text)
    done = take(text)
    assert (done.new, done.changed) == (0, 0)
