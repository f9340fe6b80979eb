"""Whatever goes wrong is told to programs as a problem: what happened, and what to do."""

from __future__ import annotations

import errno
import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.db import OperationalError
from django.test import Client
from programs import JSON, with_key

from regulars.people.key_limit import AT_ONCE

if TYPE_CHECKING:
    from regulars.workspace import Book


def problem(answer: Any) -> tuple[int, str]:
    """The status and the name, of an answer that is a whole problem."""
    assert answer["Content-Type"] == "application/problem+json"
    told = answer.json()
    assert {"type", "title", "status", "detail"} <= set(told)
    assert told["status"] == answer.status_code
    return answer.status_code, told["type"].removeprefix("urn:regulars:problem:")


@pytest.mark.parametrize(
    ("method", "address", "expected"),
    [
        ("GET", "/api/", (404, "no-such-address")),
        ("GET", "/api/v1/", (404, "no-such-address")),
        ("GET", "/api/v2/card", (404, "no-such-address")),
        ("GET", "/api/v1/docs", (404, "no-such-address")),
        ("GET", "/api/v1/today/%00/done", (400, "nul-character")),
        ("GET", "/api/v1/customers?find=%00", (400, "nul-character")),
        ("DELETE", "/api/v1/card", (405, "method-not-allowed")),
        ("GET", "/api/v1/refresh", (405, "method-not-allowed")),
        ("GET", "/api/v1/imports/0/rejects", (422, "not-valid")),
        ("GET", "/api/v1/imports/99999999999999999999/rejects", (422, "not-valid")),
        ("GET", "/api/v1/imports/9999/rejects", (404, "unknown-batch")),
    ],
)
def test_what_there_is_not_is_told(
    api: Client, method: str, address: str, expected: tuple[int, str]
) -> None:
    assert problem(api.generic(method, address)) == expected


def test_a_method_that_is_not_taken_is_told_with_those_that_are(api: Client) -> None:
    assert api.delete("/api/v1/card")["Allow"] == "GET"


def test_a_key_that_asks_too_often_is_told_when_to_come_again(
    book: Book, token_of: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from regulars.api import key_auth

    monkeypatch.setattr(key_auth.time, "time", lambda: 1_000_000.0)
    client = with_key(token_of("read"))
    for _ in range(AT_ONCE):
        assert client.get("/api/v1/me").status_code == 200
    answer = client.get("/api/v1/me")
    assert problem(answer) == (429, "too-often")
    assert answer["Retry-After"] == "1"
    other = with_key(token_of("read", name="other"))
    assert other.get("/api/v1/me").status_code == 200


@pytest.mark.parametrize(
    ("error", "expected", "again"),
    [
        (RuntimeError("a secret of the inside"), (500, "fault"), False),
        (OperationalError("database is locked"), (503, "ledger-busy"), True),
        (OSError(errno.ENOSPC, "No space left on device"), (507, "disk-full"), False),
        (RecursionError(), (500, "fault"), False),
    ],
)
def test_a_fault_is_logged_and_tells_nothing_of_the_inside(
    book: Book,
    api: Client,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    error: Exception,
    expected: tuple[int, str],
    again: bool,
) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise error

    monkeypatch.setattr(type(book), "day_plan", broken)
    answer = api.get("/api/v1/today")
    assert problem(answer) == expected
    assert "secret" not in answer.content.decode()
    assert answer.has_header("Retry-After") == again
    if expected[0] == 500:
        assert "A request of a program failed" in caplog.text


def test_a_busy_book_says_when_to_come_again(
    book: Book, api: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from regulars.ledger.posted import ListGrew
    from regulars.workspace import posts

    def grows(*_: Any, **__: Any) -> None:
        raise ListGrew("Somebody was erased meanwhile. Nothing was written. Try again.")

    monkeypatch.setattr(posts, "write_posted", grows)
    rows = [{"source": "a", "source_id": "1", "customer_key": "b", "happened_on": "2026-01-01"}]
    answer = api.post("/api/v1/facts/order", rows, content_type=JSON)
    assert problem(answer) == (409, "list-grew")
    assert answer["Retry-After"] == "5"


def test_a_book_without_results_says_so(make_book: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    make_book(currency="EUR")
    from datetime import UTC, datetime

    from regulars.people.keys import make_key, person_named

    _, token = make_key(user=person_named("owner"), name="k", scopes=["read"], at=datetime.now(UTC))
    client = with_key(token)
    assert client.get("/api/v1/me").json()["as_of"] is None
    assert client.get("/api/v1/today").json()["planned"] is False
    assert problem(client.get("/api/v1/card")) == (404, "no-snapshot")
    assert problem(client.get("/api/v1/customers/1")) == (404, "unknown-customer")


def test_no_key_is_ever_in_a_log(
    book: Book,
    token_of: Callable[..., str],
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    caplog.set_level(logging.DEBUG)
    token = token_of("read", "write:facts")
    wrong = "regulars_" + "w" * 43
    for one in (token, wrong):
        client = with_key(one)
        client.get("/api/v1/me")
        client.get("/api/v1/nothing")
        client.delete("/api/v1/card")
        client.post("/api/v1/facts/order", "{", content_type=JSON)
        client.post("/api/v1/imports/1/undo")
        with monkeypatch.context() as patched:
            patched.setattr(type(book), "imports", None)
            assert client.get("/api/v1/imports").status_code in (401, 500)
    assert "A request of a program failed" in caplog.text
    for one in (token, wrong):
        assert one.removeprefix("regulars_") not in caplog.text


def test_the_answers_carry_the_headers_that_every_page_has(api: Client) -> None:
    for address in ("/api/v1/me", "/api/v1/nothing"):
        answer = api.get(address)
        assert answer["Cache-Control"] == "private, no-cache"
        assert answer["Content-Security-Policy"].startswith("default-src 'none'")
        assert "Authorization" in answer["Vary"]
        assert "Set-Cookie" not in answer


def test_the_desk_is_as_before(api: Client) -> None:
    assert Client().get("/").status_code == 302
    assert Client().get("/apiary").status_code in (302, 404)
