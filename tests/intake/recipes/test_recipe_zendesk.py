"""Zendesk's JSON export on made-up tickets: one a line, with keys that the recipe passes over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from regulars.intake.import_files import Imported

Take = Callable[..., "Imported"]
Current = Callable[[str], list[dict[str, Any]]]


def ticket(number: int | None, **other: Any) -> dict[str, Any]:
    """All keys that are documented."""
    return {
        "id": number, "url": "https://example.org/tickets.json", "external_id": None,
        "via": {"channel": "email", "source": {"from": {}, "to": {}, "rel": None}},
        "created_at": "2026-03-01T22:30:00Z", "updated_at": "2026-03-03T08:00:00Z",
        "type": "incident", "subject": "Cup broken", "raw_subject": "Cup broken",
        "description": "It came in two pieces.", "priority": "high", "status": "open",
        "recipient": "support@example.org", "requester_id": 20978392, "submitter_id": 76872,
        "assignee_id": 235323, "organization_id": 509974, "group_id": 98738,
        "collaborator_ids": [35334, 234], "follower_ids": [], "email_cc_ids": [],
        "forum_topic_id": None, "problem_id": None, "has_incidents": False, "is_public": True,
        "due_at": None, "tags": ["broken", "cup"],
        "custom_fields": [{"id": 27642, "value": "745"}],
        "satisfaction_rating": {"id": 1234, "score": "unoffered", "comment": ""},
        "sharing_agreement_ids": [84432], "followup_ids": [], "ticket_form_id": 47,
        "brand_id": 47, "allow_channelback": False, "allow_attachments": True, **other,
    }  # fmt: skip


def test_a_ticket_is_a_problem(take_lines: Take, current: Current) -> None:
    done = take_lines(ticket(35436))
    assert (done.recipe, done.read, done.rejected, done.anonymous) == ("zendesk_tickets", 1, 0, 0)
    [problem] = current("problem")
    assert (problem["source_id"], problem["customer_key"], problem["state"]) == (
        "35436", "20978392", "open",
    )  # fmt: skip
    assert problem["happened_at"] == datetime(2026, 3, 1, 22, 30, tzinfo=UTC)
    assert (problem["priority"], problem["channel"], problem["in_charge"]) == (
        "high", "email", "235323",
    )  # fmt: skip
    assert problem["text"] == "Cup broken\nIt came in two pieces."
    assert [row["source_id"] for row in current("customer")] == ["20978392"]
    assert current("answer") == []


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("new", "open"), ("open", "open"), ("pending", "waiting"), ("hold", "waiting"),
        ("solved", "solved"), ("closed", "solved"),
    ],
)  # fmt: skip
def test_the_status_says_how_far_it_is(
    take_lines: Take, current: Current, status: str, state: str
) -> None:
    take_lines(ticket(1, status=status, metric_set={"solved_at": "2026-03-02T10:00:00Z"}))
    [problem] = current("problem")
    assert problem["state"] == state
    assert problem["ended_on"] == (date(2026, 3, 2) if state == "solved" else None)


def test_what_they_said_when_asked_is_an_answer(take_lines: Take, current: Current) -> None:
    take_lines(
        ticket(1, satisfaction_rating={"score": "bad"}),
        ticket(2, satisfaction_rating={"score": "good"}),
        ticket(3, satisfaction_rating={"score": "offered"}),
    )
    found = [(row["problem_key"], row["choice"], row["happened_on"]) for row in current("answer")]
    assert found == [("1", "bad", date(2026, 3, 3)), ("2", "good", date(2026, 3, 3))]


def test_a_requester_who_is_not_named_is_anonymous(take_lines: Take, current: Current) -> None:
    assert take_lines(ticket(1, requester_id=None), ticket(2)).anonymous == 1
    assert [row["customer_key"] for row in current("problem")] == [None, "20978392"]


@pytest.mark.parametrize(
    ("row", "reason", "column", "value"),
    [
        (ticket(None), "missing", "id", None),
        (ticket(1, created_at="soon"), "not_a_date", "created_at", "soon"),
        (ticket(1, status=None), "missing", "status", None),
        (ticket(1, status="deleted"), "not_a_choice", "status", "deleted"),
    ],
)
def test_a_bad_ticket_is_kept_apart_with_its_reason(
    take_lines: Take, rejected: Any,
    row: dict[str, Any], reason: str, column: str, value: str | None,
) -> None:  # fmt: skip
    [(number, *told, _)] = rejected(take_lines(ticket(7), row))
    assert (number, told) == (2, [reason, column, value])
