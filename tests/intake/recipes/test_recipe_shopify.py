"""Shopify's orders export on made-up rows: lines of an order, refunds, consent, zones."""

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
    "Name,Email,Financial Status,Paid at,Fulfillment Status,Fulfilled at,Accepts Marketing,"
    "Currency,Subtotal,Shipping,Taxes,Total,Discount Code,Discount Amount,Shipping Method,"
    "Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem compare at price,"
    "Lineitem sku,Lineitem requires shipping,Lineitem taxable,Lineitem fulfillment status,"
    "Billing Name,Billing Street,Billing Address1,Billing Address2,Billing Company,Billing City,"
    "Billing Zip,Billing Province,Billing Country,Billing Phone,Shipping Name,Shipping Street,"
    "Shipping Address1,Shipping Address2,Shipping Company,Shipping City,Shipping Zip,"
    "Shipping Province,Shipping Country,Shipping Phone,Notes,Note Attributes,Cancelled at,"
    "Payment Method,Payment Reference,Refunded Amount,Vendor,Outstanding Balance,Employee,Location,"
    "Device ID,Id,Tags,Risk Level,Source,Lineitem discount,Tax 1 Name,Tax 1 Value,Tax 2 Name,"
    "Tax 2 Value,Tax 3 Name,Tax 3 Value,Tax 4 Name,Tax 4 Value,Tax 5 Name,Tax 5 Value,Phone,"
    "Receipt Number,Duties,Billing Province Name,Shipping Province Name,Payment ID,"
    "Payment Terms Name,Next Payment Due At,Payment References"
)


def order(name: str, **other: str) -> dict[str, str]:
    """The first row of an order; names of columns with `_` for a space."""
    told = {
        "Name": name, "Email": "Ada@example.org", "Financial_Status": "paid",
        "Accepts_Marketing": "yes", "Currency": "USD", "Subtotal": "45.00", "Shipping": "6.00",
        "Taxes": "3.00", "Total": "54.00", "Discount_Code": "FALL", "Discount_Amount": "5.00",
        "Created_at": "2026-03-01 22:30:00 -0500", "Lineitem_quantity": "2",
        "Lineitem_name": "Mug", "Lineitem_price": "15.00", "Lineitem_sku": "MUG-1",
        "Billing_Name": "Ada Example", "Billing_Phone": "+15550100", "Refunded_Amount": "0.00",
        "Vendor": "Pottery", "Source": "web", "Lineitem_discount": "0.00", **other,
    }  # fmt: skip
    return {column.replace("_", " "): value for column, value in told.items()}


def line(name: str, **other: str) -> dict[str, str]:
    """A further row of an order: of the order itself it has the name and the address alone."""
    told = {
        "Name": name, "Email": "Ada@example.org", "Created_at": "2026-03-01 22:30:00 -0500",
        "Lineitem_quantity": "1", "Lineitem_name": "Bag", "Lineitem_price": "20.00",
        "Vendor": "Sewing", "Lineitem_discount": "0.00", **other,
    }  # fmt: skip
    return {column.replace("_", " "): value for column, value in told.items()}


def test_the_rows_of_an_order_are_one_order(take_export: Take, current: Current) -> None:
    done = take_export(HEADER, order("#1001"), line("#1001"))
    assert (done.recipe, done.read, done.rejected, done.anonymous) == ("shopify_orders", 2, 0, 0)
    assert done.currency == "USD"
    [found] = current("order")
    assert (found["source_id"], found["customer_key"], found["state"]) == (
        "#1001", "ada@example.org", "placed",
    )  # fmt: skip
    assert (found["amount_minor"], found["discount_minor"], found["discount_code"]) == (
        4_500, 500, "FALL",
    )  # fmt: skip
    assert found["happened_at"] == datetime(2026, 3, 2, 3, 30, tzinfo=UTC)
    assert (found["happened_on"], found["channel"]) == (date(2026, 3, 2), "web")
    lines = [
        (r["source_id"], r["kind"], r["product_key"], r["quantity_milli"], r["amount_minor"])
        for r in current("order_line")
    ]
    assert lines == [
        ("#1001-1", "product", "MUG-1", 2_000, 3_000),
        ("#1001-2", "product", "Bag", 1_000, 2_000),
        ("#1001-shipping", "shipping", None, None, 600),
    ]


def test_a_buyer_is_known_by_e_mail_or_telephone_or_not(
    take_export: Take, current: Current
) -> None:
    done = take_export(
        HEADER,
        order("#1"), order("#2", Email="ada@EXAMPLE.org"), order("#3", Email=""),
        order("#4", Email="", Billing_Phone=""), line("#4", Email=""),
    )  # fmt: skip
    assert done.anonymous == 1
    assert [row["customer_key"] for row in current("order")] == [
        "ada@example.org", "ada@example.org", "+15550100", None,
    ]  # fmt: skip
    [by_phone, by_mail] = current("customer")
    assert (by_mail["name"], by_mail["email"], by_mail["phone"]) == (
        "Ada Example", "ada@example.org", "+15550100",
    )  # fmt: skip
    assert (by_phone["source_id"], by_phone["email"]) == ("+15550100", None)


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ({"Financial_Status": "partially_refunded", "Refunded_Amount": "10.00"},
         [("#1", "placed", 4_500, None), ("#1-refund", "returned", -1_000, "#1")]),
        ({"Financial_Status": "refunded", "Refunded_Amount": "54.00"},
         [("#1", "placed", 4_500, None), ("#1-refund", "returned", -4_500, "#1")]),
        ({"Cancelled_at": "2026-03-02 10:00:00 -0500", "Refunded_Amount": "54.00"},
         [("#1", "cancelled", 4_500, None)]),
        ({"Financial_Status": "voided"}, [("#1", "cancelled", 4_500, None)]),
    ],
    ids=["in_part", "whole", "cancelled", "voided"],
)  # fmt: skip
def test_what_was_paid_back_is_a_return_and_a_cancelled_order_no_sale(
    take_export: Take, current: Current, row: dict[str, str], found: list[tuple[Any, ...]]
) -> None:
    take_export(HEADER, order("#1", **row))
    assert [
        (r["source_id"], r["state"], r["amount_minor"], r["returns_order_key"])
        for r in current("order")
    ] == found


def test_the_newest_order_says_whether_marketing_is_welcome(
    take_export: Take, current: Current
) -> None:
    rows = [
        order("#1", Created_at="2026-03-01 10:00:00 +0000"),
        order("#2", Created_at="2026-04-01 10:00:00 +0000", Accepts_Marketing="no"),
        order("#3", Email="bo@example.org"),
        order("#4", Email="cy@example.org", Accepts_Marketing=""),
    ]
    take_export(HEADER, *rows)
    assert [(r["customer_key"], r["state"], r["channel"]) for r in current("consent")] == [
        ("ada@example.org", "withdrawn", "email"), ("bo@example.org", "given", "email"),
    ]  # fmt: skip


def test_amounts_have_the_decimals_of_their_currency(take_export: Take, current: Current) -> None:
    take_export(
        HEADER,
        order("#1", Currency="JPY", Subtotal="4500", Lineitem_price="1500", Discount_Amount="0"),
    )
    [found] = current("order")
    assert (found["amount_minor"], found["discount_minor"], found["currency"]) == (4_500, 0, "JPY")


def test_an_older_export_has_fewer_columns(take_export: Take, current: Current) -> None:
    few = (
        "Variant,Name,Email,Financial Status,Created at,Currency,Subtotal,Total,Lineitem quantity,"
        "Lineitem name,Lineitem price"
    )
    kept = {column: value for column, value in order("#1").items() if column in few.split(",")}
    take_export(few, kept)
    assert [row["amount_minor"] for row in current("order")] == [4_500]


@pytest.mark.parametrize(
    ("row", "reason", "column", "value"),
    [
        (order(""), "missing", "Name", None),
        (order("#1", Currency=""), "missing", "Currency", None),
        (order("#1", Created_at="01/03/2026"), "not_a_date", "Created at", "01/03/2026"),
        (order("#1", Subtotal="45,5x"), "not_a_number", "Subtotal", "45,5x"),
        (line("#1", Lineitem_quantity="two"), "not_a_number", "Lineitem quantity", "two"),
        (line("#1"), "order_not_here", "Name", "#1"),
    ],
)
def test_a_bad_row_is_kept_apart_with_its_reason(
    take_export: Take, rejected: Any,
    row: dict[str, str], reason: str, column: str, value: str | None,
) -> None:  # fmt: skip
    [(number, *told, _)] = rejected(take_export(HEADER, row))
    assert (number, told) == (2, [reason, column, value])


def test_the_lines_of_an_order_that_is_not_taken_are_told_too(
    take_export: Take, current: Current, rejected: Any
) -> None:
    done = take_export(HEADER, order("#1", Subtotal="x"), line("#1"), order("#2"))
    assert [(row, why) for row, why, *_ in rejected(done)] == [
        (2, "not_a_number"), (3, "order_not_here"),
    ]  # fmt: skip
    assert [one["order_key"] for one in current("order_line")] == ["#2", "#2"]


def test_the_same_export_again_changes_nothing(take_export: Take, book: Any) -> None:
    rows = [order("#1", Refunded_Amount="1.00"), line("#1")]
    take_export(HEADER, *rows)
    again = take_export(HEADER, *rows)
    assert (again.new, again.changed) == (0, 0)
