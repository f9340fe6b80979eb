"""HubSpot's contacts on made-up rows: persons, their companies, owners, and what they allow."""

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
    "Record ID,First Name,Last Name,Email,Phone Number,Mobile Phone Number,Contact owner,"
    "Owner assigned date,Create Date,Last Modified Date,Original Traffic Source,"
    "Preferred language,Primary Associated Company ID,Company Name,Lifecycle Stage,Lead Status,"
    "Unsubscribed from all email,Opted out of email: Marketing Information,Accepts marketing"
)


def contact(number: str, **other: str) -> dict[str, str]:
    told = {
        "Record_ID": number, "First_Name": "Ada", "Last_Name": "Example",
        "Email": "ada@example.org", "Phone_Number": "+15550100", "Contact_owner": "Sam Sales",
        "Create_Date": "2026-03-01 10:00", "Original_Traffic_Source": "Organic Search", **other,
    }  # fmt: skip
    return {column.replace("_", " "): value for column, value in told.items()}


def test_a_contact_is_a_person_of_a_company(take_export: Take, current: Current) -> None:
    done = take_export(
        HEADER,
        contact("8001", Primary_Associated_Company_ID="9001", Company_Name="Harbour Ltd",
                Preferred_language="en"),
        contact("8002", First_Name="", Last_Name="", Phone_Number="",
                Mobile_Phone_Number="+15550199", Primary_Associated_Company_ID="9001",
                Company_Name="Harbour Ltd"),
        contact("8003"),
    )  # fmt: skip
    assert (done.recipe, done.read, done.rejected) == ("hubspot_contacts", 3, 0)
    found = {row["source_id"]: row for row in current("customer")}
    assert set(found) == {"8001", "8002", "8003", "company 9001"}
    ada = found["8001"]
    assert (ada["kind"], ada["account_key"], ada["name"], ada["email"], ada["phone"]) == (
        "person", "company 9001", "Ada Example", "ada@example.org", "+15550100",
    )  # fmt: skip
    assert (ada["acquired_through"], ada["language"]) == ("Organic Search", "en")
    assert (found["8002"]["name"], found["8002"]["phone"]) == (None, "+15550199")
    assert found["8003"]["account_key"] is None
    company = found["company 9001"]
    assert (company["kind"], company["name"]) == ("account", "Harbour Ltd")


def test_the_owner_looks_after_the_contact_from_the_day_that_is_told(
    take_export: Take, current: Current
) -> None:
    take_export(
        HEADER, contact("1"), contact("2", Owner_assigned_date="2026-04-05 09:00"),
        contact("3", Contact_owner=""), contact("4", Create_Date=""),
    )  # fmt: skip
    found = [(r["customer_key"], r["staff"], r["since_on"]) for r in current("account_owner")]
    assert found == [("1", "Sam Sales", date(2026, 3, 1)), ("2", "Sam Sales", date(2026, 4, 5))]


@pytest.mark.parametrize(
    ("row", "states"),
    [
        ({}, []),
        ({"Unsubscribed_from_all_email": "true"}, ["withdrawn"]),
        ({"Opted_out_of_email:_Marketing_Information": "Yes"}, ["withdrawn"]),
        ({"Accepts_marketing": "true"}, ["given"]),
        ({"Accepts_marketing": "true", "Unsubscribed_from_all_email": "true"}, ["withdrawn"]),
        ({"Unsubscribed_from_all_email": "false", "Accepts_marketing": "No"}, []),
    ],
)
def test_what_they_allow_is_kept_and_silence_is_not_taken_for_a_yes(
    take_export: Take, current: Current, row: dict[str, str], states: list[str]
) -> None:
    take_export(HEADER, contact("1", **row))
    assert [one["state"] for one in current("consent")] == states
    assert {one["purpose"] for one in current("consent")} <= {"marketing"}


def test_the_newer_name_of_the_number_is_known(take_export: Take, current: Current) -> None:
    row = contact("1")
    row["Record ID - Contact"] = row.pop("Record ID")
    header = "Record ID - Contact,First Name,Last Name,Email,Create Date,Colour of eyes"
    take_export(header, {name: row[name] for name in header.split(",") if name in row})
    assert [one["source_id"] for one in current("customer")] == ["1"]


@pytest.mark.parametrize(
    ("row", "reason", "column", "value"),
    [
        (contact(""), "missing", "Record ID", None),
        (contact("1", Create_Date="3/15/2026"), "not_a_date", "Create Date", "3/15/2026"),
    ],
)
def test_a_bad_row_is_kept_apart_with_its_reason(
    take_export: Take, rejected: Any,
    row: dict[str, str], reason: str, column: str, value: str | None,
) -> None:  # fmt: skip
    [(number, *told, _)] = rejected(take_export(HEADER, row))
    assert (number, told) == (2, [reason, column, value])
