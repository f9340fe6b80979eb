"""Stripe's payments on made-up rows: paid, failed, paid back; currencies; old and new headers."""

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
    "id,Description,Seller Message,Created (UTC),Amount,Amount Refunded,Currency,Converted Amount,"
    "Converted Amount Refunded,Fee,Tax,Converted Currency,Mode,Status,Statement Descriptor,"
    "Customer ID,Customer Description,Customer Email,Captured,Card ID,Card Last4,Card Brand,"
    "Card Funding,Card Exp Month,Card Exp Year,Card Name,Card Address Line1,Card Address Line2,"
    "Card Address City,Card Address State,Card Address Country,Card Address Zip,"
    "Card Issue Country,Card Fingerprint,Card CVC Status,Card AVS Zip Status,"
    "Card AVS Line1 Status,Card Tokenization Method,Disputed Amount,Dispute Status,Dispute Reason,"
    "Dispute Date (UTC),Dispute Evidence Due (UTC),Invoice ID,Payment Source Type,Destination,"
    "Transfer,Interchange Costs,Merchant Service Charge"
)


def payment(number: str, **other: str) -> dict[str, str]:
    told = {
        "id": number, "Created_(UTC)": "2026-03-01 22:30:00", "Amount": "120.00",
        "Amount_Refunded": "0.00", "Currency": "usd", "Status": "Paid", "Customer_ID": "cus_1",
        "Customer_Email": "Ada@example.org", "Captured": "true", "Card_Name": "Ada Example",
        **other,
    }  # fmt: skip
    return {column.replace("_", " "): value for column, value in told.items()} | {
        "Customer ID": told["Customer_ID"]
    }


def test_a_payment_is_an_order(take_export: Take, current: Current) -> None:
    done = take_export(HEADER, payment("ch1"))
    assert (done.recipe, done.read, done.rejected, done.currency) == (
        "stripe_payments", 1, 0, "USD",
    )  # fmt: skip
    [order] = current("order")
    assert (order["source_id"], order["customer_key"], order["amount_minor"]) == (
        "ch1", "cus_1", 12_000,
    )  # fmt: skip
    assert order["happened_at"] == datetime(2026, 3, 1, 22, 30, tzinfo=UTC)
    assert order["happened_on"] == date(2026, 3, 1)
    [customer] = current("customer")
    assert (customer["name"], customer["email"]) == ("Ada Example", "ada@example.org")


def test_the_day_is_that_of_the_book_s_zone(make_book: Any, export: Any) -> None:
    book = make_book("dhaka", zone="Asia/Dhaka")
    book.import_files([export(HEADER, payment("ch1"))])
    from django.db.models import Q

    from regulars.ledger.current import current_rows

    [order] = current_rows("order", Q())
    assert order["happened_on"] == date(2026, 3, 2)


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ({"Status": "Refunded", "Amount_Refunded": "120.00"},
         [("ch1", "placed", 12_000), ("ch1-refund", "returned", -12_000)]),
        ({"Amount_Refunded": "20.00"},
         [("ch1", "placed", 12_000), ("ch1-refund", "returned", -2_000)]),
        ({"Status": "Failed"}, [("ch1", "cancelled", 12_000)]),
        ({"Status": "requires_payment_method"}, [("ch1", "cancelled", 12_000)]),
        ({"Captured": "false"}, [("ch1", "cancelled", 12_000)]),
        ({"Status": "", "Captured": ""}, [("ch1", "placed", 12_000)]),
    ],
    ids=["paid_back", "in_part", "failed", "left", "not_taken", "not_told"],
)  # fmt: skip
def test_what_became_of_a_payment(
    take_export: Take, current: Current, row: dict[str, str], found: list[tuple[Any, ...]]
) -> None:
    take_export(HEADER, payment("ch1", **row))
    assert [(r["source_id"], r["state"], r["amount_minor"]) for r in current("order")] == found
    assert {r["returns_order_key"] for r in current("order") if r["state"] == "returned"} <= {"ch1"}


def test_currencies_have_their_own_decimals(take_export: Take, current: Current) -> None:
    take_export(
        HEADER, payment("ch1", Currency="jpy", Amount="500"), payment("ch2", Currency="kwd"),
    )  # fmt: skip
    assert [(r["amount_minor"], r["currency"]) for r in current("order")] == [
        (500, "JPY"), (120_000, "KWD"),
    ]  # fmt: skip


def test_who_has_no_number_is_known_by_e_mail_or_not_at_all(
    take_export: Take, current: Current
) -> None:
    done = take_export(
        HEADER, payment("ch1", Customer_ID=""), payment("ch2", Customer_ID="", Customer_Email=""),
    )  # fmt: skip
    assert done.anonymous == 1
    assert [r["customer_key"] for r in current("order")] == ["ada@example.org", None]


def test_the_newer_header_is_read_too(take_export: Take, current: Current) -> None:
    header = "id,Created date (UTC),Amount,Amount Refunded,Currency,Captured,Fee,Is Link,Status"
    row = payment("ch1")
    row["Created date (UTC)"] = row.pop("Created (UTC)")
    take_export(header, {name: row[name] for name in header.split(",") if name in row})
    assert [r["amount_minor"] for r in current("order")] == [12_000]


@pytest.mark.parametrize(
    ("row", "reason", "column", "value"),
    [
        (payment(""), "missing", "id", None),
        (payment("ch1", Currency=""), "missing", "Currency", None),
        (payment("ch1", **{"Created_(UTC)": "yesterday"}), "not_a_date", "Created (UTC)",
         "yesterday"),
        (payment("ch1", Amount="0,25"), "not_a_number", "Amount", "0,25"),
        (payment("ch1", Amount_Refunded="x"), "not_a_number", "Amount Refunded", "x"),
    ],
)  # fmt: skip
def test_a_bad_row_is_kept_apart_with_its_reason(
    take_export: Take, rejected: Any,
    row: dict[str, str], reason: str, column: str, value: str | None,
) -> None:  # fmt: skip
    [(number, *told, _)] = rejected(take_export(HEADER, row))
    assert (number, told) == (2, [reason, column, value])
