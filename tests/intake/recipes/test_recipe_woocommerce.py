"""WooCommerce's orders on made-up rows: net amounts, refunds, guests."""

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
    "order_id,order_number,order_date,paid_date,status,shipping_total,shipping_tax_total,fee_total,"
    "fee_tax_total,tax_total,cart_discount,order_discount,discount_total,order_total,"
    "order_subtotal,order_currency,payment_method,payment_method_title,transaction_id,"
    "customer_ip_address,customer_user_agent,shipping_method,customer_id,customer_user,"
    "customer_email,billing_first_name,billing_last_name,billing_company,billing_email,"
    "billing_phone"
)


def order(number: str, **other: str) -> dict[str, str]:
    return {
        "order_id": number, "order_date": "9/6/2026 6:29:00", "status": "completed",
        "shipping_total": "5.00", "tax_total": "4.00", "discount_total": "10.00",
        "order_total": "49.00", "order_subtotal": "50.00", "order_currency": "EUR",
        "customer_id": "12", "customer_email": "Ada@example.org", "billing_first_name": "Ada",
        "billing_last_name": "Example", "billing_phone": "+4930100", **other,
    }  # fmt: skip


def test_an_order_is_net_of_tax_and_shipping_and_after_its_discount(
    take_export: Take, current: Current
) -> None:
    done = take_export(HEADER, order("7"))
    assert (done.recipe, done.rejected, done.currency) == ("woocommerce_orders", 0, "EUR")
    [found] = current("order")
    assert (found["amount_minor"], found["discount_minor"]) == (4_000, 1_000)
    # As documented the month comes first; the book's zone is UTC.
    assert found["happened_at"] == datetime(2026, 9, 6, 6, 29, tzinfo=UTC)
    assert found["happened_on"] == date(2026, 9, 6)
    [customer] = current("customer")
    assert (customer["source_id"], customer["name"], customer["phone"]) == (
        "ada@example.org", "Ada Example", "+4930100",
    )  # fmt: skip


def test_without_a_subtotal_the_total_is_made_net(take_export: Take, current: Current) -> None:
    take_export(HEADER, order("7", order_subtotal="", discount_total=""))
    [found] = current("order")
    assert (found["amount_minor"], found["discount_minor"]) == (4_000, None)


@pytest.mark.parametrize(
    ("status", "states"),
    [
        ("processing", ["placed"]), ("wc-on-hold", ["placed"]), ("cancelled", ["cancelled"]),
        ("wc-failed", ["cancelled"]), ("refunded", ["placed", "returned"]),
    ],
)  # fmt: skip
def test_the_status_says_what_became_of_it(
    take_export: Take, current: Current, status: str, states: list[str]
) -> None:
    take_export(HEADER, order("7", status=status))
    assert [row["state"] for row in current("order")] == states
    if states[-1] == "returned":
        [_, back] = current("order")
        assert (back["amount_minor"], back["returns_order_key"]) == (-4_000, "7")


def test_a_guest_is_known_by_e_mail_or_not_at_all(take_export: Take, current: Current) -> None:
    done = take_export(
        HEADER,
        order("1", customer_id="0"),
        order("2", customer_email="", billing_email="ADA@example.org"),
        order("3", customer_email=""),
        order("4", customer_email="", customer_id="0"),
    )
    assert done.anonymous == 1
    assert [row["customer_key"] for row in current("order")] == [
        "ada@example.org", "ada@example.org", "12", None,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("row", "reason", "column", "value"),
    [
        (order(""), "missing", "order_id", None),
        (order("1", order_currency=""), "missing", "order_currency", None),
        (order("1", order_date="16/9/2026 6:29:00"), "not_a_date", "order_date",
         "16/9/2026 6:29:00"),
        (order("1", order_total="free"), "not_a_number", "order_total", "free"),
    ],
)  # fmt: skip
def test_a_bad_row_is_kept_apart_with_its_reason(
    take_export: Take, rejected: Any,
    row: dict[str, str], reason: str, column: str, value: str | None,
) -> None:  # fmt: skip
    [(number, *told, _)] = rejected(take_export(HEADER, row))
    assert (number, told) == (2, [reason, column, value])
