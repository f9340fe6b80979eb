"""Square's items on made-up rows: sales, refunds, zones, a currency that is not told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from regulars.intake.import_files import Imported

Take = Callable[..., "Imported"]
Current = Callable[[str], list[dict[str, Any]]]

HEADER = (
    "Date,Time,Time Zone,Category,Item,Qty,Price Point Name,SKU,Modifiers Applied,Gross Sales,"
    "Discounts,Net Sales,Tax,Transaction ID,Payment ID,Device Name,Notes,Details,Event Type,"
    "Location,Dining Option,Customer ID,Customer Name,Customer Reference ID,Unit,Count,GTIN,"
    "Itemization Type,Fulfillment Note,Channel,Token"
)


def item(transaction: str, **other: str) -> dict[str, str]:
    told = {
        "Date": "2026-03-01", "Time": "22:30:00", "Time_Zone": "Eastern Time (US & Canada)",
        "Category": "Cups", "Item": "Mug", "Qty": "2.0", "Price_Point_Name": "Regular",
        "SKU": "MUG-1", "Gross_Sales": "$36.00", "Discounts": "-$6.00", "Net_Sales": "$30.00",
        "Tax": "$2.40", "Transaction_ID": transaction, "Event_Type": "Payment",
        "Location": "Market", "Customer_ID": "CUST1", "Customer_Name": "Ada Example", **other,
    }  # fmt: skip
    return {column.replace("_", " "): value for column, value in told.items()}


def test_the_items_of_a_transaction_are_an_order(take_export: Take, current: Current) -> None:
    done = take_export(
        HEADER, item("T1"), item("T1", Item="Bag", SKU="", Net_Sales="$1,020.00", Discounts="$0.00")
    )
    assert (done.recipe, done.read, done.rejected, done.anonymous) == ("square_items", 2, 0, 0)
    [order] = current("order")
    assert (order["source_id"], order["customer_key"], order["state"]) == ("T1", "CUST1", "placed")
    assert (order["amount_minor"], order["discount_minor"], order["currency"]) == (
        105_000, 600, "EUR",
    )  # fmt: skip
    assert order["happened_at"] == datetime(2026, 3, 2, 3, 30, tzinfo=UTC)
    assert (order["happened_on"], order["channel"]) == (date(2026, 3, 2), "Market")
    lines = [
        (row["product_key"], row["quantity_milli"], row["amount_minor"])
        for row in current("order_line")
    ]
    assert lines == [("MUG-1", 2_000, 3_000), ("Bag / Regular", 2_000, 102_000)]


def test_a_refund_is_a_return_of_its_sale_where_that_is_here(
    take_export: Take, current: Current
) -> None:
    back = {"Event_Type": "Refund", "Qty": "-1.0", "Net_Sales": "-$15.00", "Discounts": "$3.00"}
    take_export(HEADER, item("T1"), item("T1", **back), item("T2", **back))
    found = [
        (r["source_id"], r["state"], r["amount_minor"], r["returns_order_key"])
        for r in current("order")
    ]
    assert found == [
        ("T1", "placed", 3_000, None),
        ("T1-refund", "returned", -1_500, "T1"),
        ("T2-refund", "returned", -1_500, None),
    ]
    assert [r["quantity_milli"] for r in current("order_line")] == [2_000, -1_000, -1_000]


def test_a_buyer_who_is_not_named_is_anonymous(take_export: Take, current: Current) -> None:
    done = take_export(HEADER, item("T1", Customer_ID="", Customer_Name=""))
    assert done.anonymous == 1
    assert [row["customer_key"] for row in current("order")] == [None]
    assert current("customer") == []


def test_a_zone_that_is_not_known_is_the_book_s(take_export: Take, current: Current) -> None:
    take_export(HEADER, item("T1", Time_Zone="AWST"))
    assert current("order")[0]["happened_at"] == datetime(2026, 3, 1, 22, 30, tzinfo=UTC)


def test_the_currency_is_asked_for(make_book: Any, export: Any) -> None:
    from regulars.intake.rows import CurrencyUnknown

    book = make_book("no-currency")
    path = export(HEADER, item("T1"))
    with pytest.raises(CurrencyUnknown, match=r"does not say of which currency.*--currency"):
        book.import_files([path])
    assert book.imports() == []
    assert book.import_files([path], currency="USD").currency == "USD"


@pytest.mark.parametrize(
    ("row", "reason", "column", "value"),
    [
        (item(""), "missing", "Transaction ID", None),
        (item("T1", Date="01/03/26"), "not_a_date", "Date", "01/03/26 22:30:00"),
        (item("T1", Qty="few"), "not_a_number", "Qty", "few"),
        (item("T1", Net_Sales="?"), "not_a_number", "Net Sales", "?"),
        (item("T1", Event_Type="Dispute"), "not_a_choice", "Event Type", "dispute"),
    ],
)
def test_a_bad_row_is_kept_apart_with_its_reason(
    take_export: Take, rejected: Any,
    row: dict[str, str], reason: str, column: str, value: str | None,
) -> None:  # fmt: skip
    [(number, *told, _)] = rejected(take_export(HEADER, row))
    assert (number, told) == (2, [reason, column, value])
