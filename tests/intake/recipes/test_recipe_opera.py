"""OPERA's reservations on made-up rows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from regulars.intake.import_files import Imported

Take = Callable[..., "Imported"]
Current = Callable[[str], list[dict[str, Any]]]

HEADER = (
    "CONFIRMATION_NO,RESERVATION_STATUS,ARRIVAL_DATE,DEPARTURE_DATE,INSERT_DATE,GUEST_NAME_ID,"
    "GUEST_LAST_NAME,GUEST_FIRST_NAME,ADULTS,CHILDREN,ROOM,ROOM_TYPE,CHANNEL_CODE,COMPANY_NAME,"
    "CURRENCY_CODE,CANCELLATION_DATE,NO_OF_ROOMS"
)


def stay(number: str, **other: str) -> dict[str, str]:
    return {
        "CONFIRMATION_NO": number, "RESERVATION_STATUS": "CHECKED OUT",
        "ARRIVAL_DATE": "03/05/2026", "DEPARTURE_DATE": "03/15/2026", "INSERT_DATE": "01/20/2026",
        "GUEST_NAME_ID": "501", "GUEST_LAST_NAME": "Example", "GUEST_FIRST_NAME": "Ada",
        "ADULTS": "2", "CHILDREN": "1", "ROOM": "204", "CHANNEL_CODE": "WEB", **other,
    }  # fmt: skip


def test_a_reservation_says_who_comes_from_when_to_when(
    take_export: Take, current: Current
) -> None:
    done = take_export(HEADER, stay("7"))
    assert (done.recipe, done.read, done.rejected, done.anonymous) == (
        "opera_reservations", 1, 0, 0,
    )  # fmt: skip
    [found] = current("reservation")
    assert (found["source_id"], found["customer_key"], found["state"]) == ("7", "501", "stayed")
    assert (found["arrives_on"], found["departs_on"], found["happened_on"]) == (
        date(2026, 3, 5), date(2026, 3, 15), date(2026, 1, 20),
    )  # fmt: skip
    assert (found["party"], found["unit"], found["channel"]) == (3, "204", "WEB")
    assert (found["amount_minor"], found["currency"]) == (None, None)
    assert [row["name"] for row in current("customer")] == ["Ada Example"]


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("RESERVED", "booked"), ("CHECKED IN", "stayed"), ("CANCELLED", "cancelled"),
        ("NO SHOW", "no_show"), ("Waitlisted", "booked"),
    ],
)  # fmt: skip
def test_the_status_says_whether_they_came(
    take_export: Take, current: Current, status: str, state: str
) -> None:
    take_export(HEADER, stay("7", RESERVATION_STATUS=status))
    assert [row["state"] for row in current("reservation")] == [state]


def test_a_reservation_without_a_guest_is_anonymous(take_export: Take, current: Current) -> None:
    done = take_export(HEADER, stay("7", GUEST_NAME_ID="", ADULTS=""))
    assert done.anonymous == 1
    [found] = current("reservation")
    assert (found["customer_key"], found["party"]) == (None, None)


def test_the_same_guest_again_is_one_customer(take_export: Take, current: Current) -> None:
    take_export(
        HEADER, stay("7"), stay("8", ARRIVAL_DATE="2026-05-01", DEPARTURE_DATE="2026-05-02")
    )
    assert len(current("customer")) == 1
    assert len(current("reservation")) == 2


@pytest.mark.parametrize(
    ("row", "reason", "column", "value"),
    [
        (stay(""), "missing", "CONFIRMATION_NO", None),
        (stay("7", ARRIVAL_DATE="15/03/2026"), "not_a_date", "ARRIVAL_DATE", "15/03/2026"),
        (stay("7", INSERT_DATE=""), "not_a_date", "INSERT_DATE", None),
        (stay("7", DEPARTURE_DATE="03/01/2026"), "before_it_begins", "DEPARTURE_DATE",
         "03/01/2026"),
    ],
)  # fmt: skip
def test_a_bad_row_is_kept_apart_with_its_reason(
    take_export: Take, rejected: Any,
    row: dict[str, str], reason: str, column: str, value: str | None,
) -> None:  # fmt: skip
    [(number, *told, _)] = rejected(take_export(HEADER, row))
    assert (number, told) == (2, [reason, column, value])
