"""The day's list for programs: each person's own, and what they say of its lines."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from programs import JSON, with_key

if TYPE_CHECKING:
    from regulars.workspace import Book


@pytest.fixture
def line(api: Client) -> str:
    """The first line of the owner's list."""
    return str(api.get("/api/v1/today").json()["lines"][0]["care_id"])


def act(api: Client, line: str, deed: str, said: Any = None) -> Any:
    return api.post(f"/api/v1/today/{line}/{deed}", said or {}, content_type=JSON)


def state(api: Client, line: str) -> dict[str, Any]:
    [found] = [one for one in api.get("/api/v1/today").json()["lines"] if one["care_id"] == line]
    return dict(found)


def test_the_list_says_whom_why_how_and_what_is_at_stake(book: Book, api: Client) -> None:
    told = api.get("/api/v1/today").json()
    plan = book.day_plan()
    assert plan is not None
    assert [one["care_id"] for one in told["lines"]] == [one.care_id for one in plan.items]
    assert (told["planned"], told["hours"], told["as_of"]) == (True, 2.0, str(book.as_of))
    first = told["lines"][0]
    assert first["why"] == plan.items[0].why
    assert first["stake_low_minor"] <= first["stake_minor"] <= first["stake_high_minor"]
    assert first["evidence"] and first["how"]["text"]


def test_each_person_has_a_list_of_their_own_and_reading_never_makes_one(
    api: Client, token_of: Callable[..., str]
) -> None:
    other = with_key(token_of("read", "write:acts", role="staff"))
    for _ in range(2):
        assert other.get("/api/v1/today").json()["planned"] is False
    planned = other.post("/api/v1/today/plan", {"hours": 1}, content_type=JSON).json()
    assert (planned["hours"], planned["lines"] > 0) == (1.0, True)
    assert other.get("/api/v1/today").json()["planned"] is True
    mine = {one["customer_id"] for one in api.get("/api/v1/today").json()["lines"]}
    theirs = {one["customer_id"] for one in other.get("/api/v1/today").json()["lines"]}
    assert not mine & theirs


def test_a_line_is_done_put_back_put_off_and_called_wrong(api: Client, line: str) -> None:
    done = act(api, line, "done", {"received": "welcome", "note": "আবার আসবেন"})
    assert done.json() == {"care_id": line, "state": "done"}
    now = state(api, line)
    assert (now["state"], now["received"], now["note"]) == ("done", "welcome", "আবার আসবেন")
    act(api, line, "put-back")
    assert state(api, line)["state"] == "shown"
    act(api, line, "snooze", {"days": 3})
    assert state(api, line)["snoozed_until_on"]
    act(api, line, "not-right", {"reason": "wrong_facts"})
    assert state(api, line)["state"] == "not_right"


@pytest.mark.parametrize(
    ("deed", "said"),
    [
        ("done", {"received": "ignored"}),
        ("done", {"note": "x" * 1_001}),
        ("done", {"note": "a\0b"}),
        ("done", {"notes": "a"}),
        ("snooze", {}),
        ("snooze", {"days": 0}),
        ("snooze", {"days": 366}),
        ("snooze", {"days": 1.5}),
        ("not-right", {}),
        ("not-right", {"reason": "because"}),
    ],
)
def test_what_cannot_be_said_of_a_line_changes_nothing(
    api: Client, line: str, deed: str, said: dict[str, Any]
) -> None:
    assert act(api, line, deed, said).status_code == 422
    assert state(api, line)["state"] == "shown"


@pytest.mark.parametrize("hours", [-1, 25, "many", 1e400])
def test_nobody_has_so_many_hours(api: Client, hours: Any) -> None:
    said = f'{{"hours": {hours if not isinstance(hours, str) else "true"}}}'
    said = said.replace("inf", "1e999").replace("true", '"many"')
    answer = api.post("/api/v1/today/plan", said, content_type=JSON)
    assert answer.status_code in (400, 422)


def test_a_line_that_is_on_no_list_is_told(api: Client) -> None:
    answer = act(api, "no such", "done")
    assert (answer.status_code, answer.json()["type"]) == (404, "urn:regulars:problem:unknown-care")


def test_a_refresh_is_asked_for_once(api: Client) -> None:
    first, second = (api.post("/api/v1/refresh") for _ in range(2))
    assert (first.status_code, first.json()) == (202, {"asked": True})
    assert second.json() == {"asked": False}


def test_no_get_changes_a_row_but_for_when_the_key_was_used(book: Book, api: Client) -> None:
    from django.db import connection

    def rows() -> dict[str, Any]:
        with connection.cursor() as cursor:
            found = {}
            for table in set(connection.introspection.table_names(cursor)) - {"api_key"}:
                cursor.execute(f'SELECT * FROM "{table}"')
                found[table] = cursor.fetchall()
        return found

    before = rows()
    who = book.day_plan().items[0].customer_id
    for address in (
        "me", "health", "facts", "imports", "imports/1/rejects", "card", "customers?find=a",
        f"customers/{who}", "today", "openapi.json", "nothing", "refresh", "today/plan",
    ):  # fmt: skip
        api.get(f"/api/v1/{address}")
    assert rows() == before
