"""ServiceNow on made-up rows: an incident is a problem, its changes are its steps."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from regulars.intake.import_files import Imported

Take = Callable[..., "Imported"]
Current = Callable[[str], list[dict[str, Any]]]

HEADER = (
    "number,incident_state,active,reassignment_count,reopen_count,sys_mod_count,made_sla,caller_id,"
    "opened_by,opened_at,sys_created_by,sys_created_at,sys_updated_by,sys_updated_at,contact_type,"
    "location,category,subcategory,u_symptom,cmdb_ci,impact,urgency,priority,assignment_group,"
    "assigned_to,knowledge,u_priority_confirmation,notify,problem_id,rfc,vendor,caused_by,"
    "closed_code,resolved_by,resolved_at,closed_at"
)
AS_THE_FILE_HAS_IT = HEADER.replace("incident_state", "ident_state").replace(
    "subcategory", "category.1"
)


def change(state: str, at: str, **other: str) -> dict[str, str]:
    """One row: `change("New", "1/3/2016 08:05", caller_id="Caller 7")`."""
    return {
        "number": "INC1", "incident_state": state, "reassignment_count": "0", "reopen_count": "0",
        "sys_mod_count": "0", "made_sla": "true", "caller_id": "Caller 7",
        "opened_at": "29/2/2016 23:50", "sys_updated_by": "Updated by 3", "sys_updated_at": at,
        "contact_type": "Phone", "category": "Category 55", "priority": "3 - Moderate",
        "assigned_to": "?", "resolved_at": "?", "closed_at": "?", **other,
    }  # fmt: skip


def steps(current: Current) -> list[tuple[Any, ...]]:
    rows = sorted(current("problem_event"), key=lambda row: row["source_id"])
    return [(row["source_id"], row["waiting_for"], row["reason"]) for row in rows]


@pytest.mark.parametrize("header", [HEADER, AS_THE_FILE_HAS_IT], ids=["published", "sliced"])
def test_an_incident_is_a_problem_as_its_last_change_left_it(
    take_export: Take, current: Current, header: str
) -> None:
    rows = [
        change("New", "1/3/2016 00:05"),
        change("Resolved", "2/3/2016 09:00", sys_mod_count="1", assigned_to="Resolver 9",
               resolved_at="2/3/2016 09:00"),
    ]  # fmt: skip
    if header is AS_THE_FILE_HAS_IT:
        for row in rows:
            row["ident_state"] = row.pop("incident_state")
    done = take_export(header, *rows)
    assert (done.recipe, done.read, done.rejected, done.anonymous) == (
        "servicenow_incidents", 2, 0, 0,
    )  # fmt: skip
    assert done.facts == {"identity": 1, "customer": 1, "problem": 1, "problem_event": 2}
    [problem] = current("problem")
    assert (problem["customer_key"], problem["topic"], problem["state"]) == (
        "Caller 7", "Category 55", "solved",
    )  # fmt: skip
    assert problem["happened_on"] == date(2016, 2, 29)
    assert problem["ended_at"] == datetime(2016, 3, 2, 9, 0, tzinfo=UTC)
    assert (problem["priority"], problem["channel"], problem["in_charge"]) == (
        "3 - Moderate", "phone", "Resolver 9",
    )  # fmt: skip


def test_each_change_is_a_step(take_export: Take, current: Current) -> None:
    take_export(
        HEADER,
        change("New", "1/3/2016 08:00"),
        change("Active", "1/3/2016 09:00", sys_mod_count="1", reassignment_count="1"),
        change("Active", "1/3/2016 10:00", sys_mod_count="2", reassignment_count="1"),
        change("Awaiting User Info", "1/3/2016 11:00", sys_mod_count="3", reassignment_count="1"),
        change("Awaiting Vendor", "1/3/2016 12:00", sys_mod_count="4", reassignment_count="2"),
        change("Resolved", "1/3/2016 13:00", sys_mod_count="5", reassignment_count="2"),
        change("Active", "1/3/2016 14:00", sys_mod_count="6", reassignment_count="2"),
        change("Resolved", "1/3/2016 15:00", sys_mod_count="7", reassignment_count="2"),
        change("Closed", "6/3/2016 15:00", sys_mod_count="8", reassignment_count="2",
               made_sla="false"),
    )  # fmt: skip
    assert steps(current) == [
        ("INC1-1-note", None, "new"),
        ("INC1-2-transfer", None, None),
        ("INC1-3-note", None, "active"),
        ("INC1-4-waiting", "customer", "awaiting user info"),
        ("INC1-5-transfer", None, None),
        ("INC1-5-waiting", "third_party", "awaiting vendor"),
        ("INC1-6-solved", None, None),
        ("INC1-7-reopened", None, None),
        ("INC1-8-solved", None, None),
        ("INC1-9-closed", None, None),
        ("INC1-9-note", None, "sla missed"),
    ]
    [problem] = current("problem")
    assert (problem["state"], problem["ended_at"]) == (
        "solved", datetime(2016, 3, 1, 15, 0, tzinfo=UTC),
    )  # fmt: skip


def test_a_step_tells_what_was_known_then_and_nothing_of_the_end(
    take_export: Take, current: Current
) -> None:
    begins = {"category": "Category 55", "impact": "2 - Medium", "assignment_group": "Group 56",
              "closed_code": "code 5", "resolved_by": "Resolved by 149"}  # fmt: skip
    take_export(
        HEADER,
        change("New", "1/3/2016 08:00", **begins),
        change("Active", "1/3/2016 09:00", sys_mod_count="2", reassignment_count="1",
               **begins | {"assignment_group": "Group 24", "assigned_to": "Resolver 9"}),
        change("Active", "1/3/2016 10:00", sys_mod_count="2", reassignment_count="1",
               **begins | {"assignment_group": "Group 24"}),
        change("Awaiting Vendor", "1/3/2016 11:00", sys_mod_count="2", reassignment_count="1",
               made_sla="false", **begins | {"assignment_group": "Group 24"}),
    )  # fmt: skip
    rows = sorted(current("problem_event"), key=lambda row: row["source_id"])
    assert [(r["step"], r["kind"], json.loads(r["details"] or "{}")) for r in rows] == [
        (1, "note", {
            "category": "Category 55", "changes": "0", "group": "Group 56",
            "impact": "2 - Medium", "priority": "3 - Moderate", "state": "new",
        }),
        (2, "transfer", {
            "changes": "2", "group": "Group 24", "in_charge": "Resolver 9", "state": "active",
        }),
        (3, "note", {"in_charge": ""}),
        (4, "note", {}),
        (4, "waiting", {"state": "awaiting vendor"}),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("change_of", "waits_for"),
    [
        (change("Awaiting User Info", "1/3/2016 10:00", sys_mod_count="2"), "customer"),
        (change("Active", "1/3/2016 10:00", sys_mod_count="2"), None),
    ],
    ids=["still", "no more"],
)
def test_a_note_amid_a_wait_says_that_it_still_waits(
    take_export: Take, current: Current, change_of: dict[str, str], waits_for: str | None
) -> None:
    waits = change("Awaiting User Info", "1/3/2016 09:00", sys_mod_count="1")
    take_export(HEADER, change("New", "1/3/2016 08:00"), waits, change_of)
    assert [waiting for _, waiting, _ in steps(current)] == [None, "customer", waits_for]


@pytest.mark.parametrize(
    ("last", "state", "ended"),
    [
        (change("Active", "1/3/2016 09:00"), "open", None),
        (change("Awaiting Problem", "1/3/2016 09:00"), "waiting", None),
        (change("Closed", "1/3/2016 09:00", closed_at="1/3/2016 09:00"), "closed",
         date(2016, 3, 1)),
        (change("Closed", "3/3/2016 09:00", resolved_at="1/3/2016 09:00"), "solved",
         date(2016, 3, 1)),
        (change("-100", "1/3/2016 09:00"), "open", None),
    ],
    ids=["active", "awaiting", "closed", "resolved", "unknown"],
)  # fmt: skip
def test_the_last_state_is_that_of_the_problem(
    take_export: Take, current: Current, last: dict[str, str], state: str, ended: date | None
) -> None:
    take_export(HEADER, change("New", "29/2/2016 23:55"), last)
    [problem] = current("problem")
    assert (problem["state"], problem["ended_on"]) == (state, ended)


def test_an_unknown_caller_is_anonymous(take_export: Take, current: Current) -> None:
    done = take_export(HEADER, change("New", "1/3/2016 08:00", caller_id="?"))
    assert done.anonymous == 1
    assert [row["customer_key"] for row in current("problem")] == [None]
    assert current("customer") == []


def test_a_longer_log_of_the_same_incidents_adds_and_loses_nothing(
    take_export: Take, current: Current
) -> None:
    log = [change("New", "1/3/2016 08:00"), change("Resolved", "1/3/2016 09:00", sys_mod_count="1")]
    take_export(HEADER, log[0])
    done = take_export(HEADER, *log)
    assert (done.new, done.changed, done.unchanged) == (1, 1, 3)
    assert len(current("problem_event")) == 2


@pytest.mark.parametrize(
    ("row", "reason", "column", "value"),
    [
        (change("New", "3/13/2016 08:00"), "not_a_date", "sys_updated_at", "3/13/2016 08:00"),
        (change("New", "1/3/2016 08:00", opened_at="?"), "not_a_date", "opened_at", "?"),
        (change("New", "1/3/2016 08:00", number=""), "missing", "number", None),
        (change("", "1/3/2016 08:00"), "missing", "incident_state", None),
        (change("New", "1/3/2016 08:00", sys_mod_count="x"), "not_a_number", "sys_mod_count", "x"),
        (change("New", "1/3/2016 08:00", closed_at="late"), "not_a_date", "closed_at", "late"),
    ],
)
def test_a_bad_row_is_kept_apart_with_its_reason(
    take_export: Take, rejected: Any,
    row: dict[str, str], reason: str, column: str, value: str | None,
) -> None:  # fmt: skip
    done = take_export(HEADER, row)
    [(line, *told, _)] = rejected(done)
    assert (line, told) == (2, [reason, column, value])
