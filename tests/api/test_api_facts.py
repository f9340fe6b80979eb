"""Facts that programs post: taken row by row, known again, undone, never waiting."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from programs import JSON, with_key

from regulars.intake.posted_limits import MOST_BYTES, MOST_ROWS, POSTABLE
from regulars.ledger.lock import only_one

if TYPE_CHECKING:
    from regulars.workspace import Book

ORDER = {
    "source": "till",
    "source_id": "sale-1",
    "customer_key": "anwara",
    "happened_at": "2026-02-27T17:30:00+06:00",
    "amount_minor": 125_000,
}
URL = "/api/v1/facts/order"

Post = Callable[..., Any]


@pytest.fixture
def post(api: Client) -> Post:
    """Post rows: `post([…], headers={…})`."""

    def run(rows: Any, *, url: str = URL, **options: Any) -> Any:
        return api.post(url, rows, content_type=JSON, **options)

    return run


def test_good_rows_are_taken_and_bad_ones_told_with_what_to_do(book: Book, post: Post) -> None:
    bad = {**ORDER, "source_id": "sale-2", "happened_at": "2026-02-27T17:30:00"}
    answer = post([ORDER, bad, 7])
    assert answer.status_code == 200
    told = answer.json()
    assert told["counts"] == {
        "new": 1, "changed": 0, "unchanged": 0, "rejected": 2, "left_out": 0
    }  # fmt: skip
    assert told["rows"][0] == {
        "row": 0, "result": "new", "reason": None, "column": None, "what": None
    }  # fmt: skip
    assert told["rows"][1]["reason"] == "no_offset"
    assert told["rows"][1]["column"] == "happened_at"
    assert "+06:00" in told["rows"][1]["what"]
    assert told["rows"][2]["reason"] == "not_json"
    kept = book.rejects(told["batch"])
    assert [(row["line"], row["reason"]) for row in kept] == [(2, "no_offset"), (3, "not_json")]


def test_the_same_again_changes_nothing_and_says_so(post: Post) -> None:
    first, again = post([ORDER]).json(), post([ORDER]).json()
    assert first["batch"] is not None
    assert (again["batch"], again["rows"][0]["result"]) == (None, "unchanged")
    changed = post([{**ORDER, "amount_minor": 1}]).json()
    assert (changed["batch"], changed["rows"][0]["result"]) == (first["batch"], "changed")


def test_what_is_posted_counts_in_the_next_refresh_until_it_is_undone(
    book: Book, api: Client, post: Post
) -> None:
    from regulars.contracts import customer_id

    who = customer_id(source="till", key="anwara")
    batch = post([ORDER]).json()["batch"]
    book.refresh()
    shown = api.get(f"/api/v1/customers/{who}").json()
    figures = {one["name"]: one["value"] for one in shown["figures"]}
    assert (figures["orders"], figures["spend_minor"]) == (1, 125_000)
    assert api.post(f"/api/v1/imports/{batch}/undo").json() == {"batch": batch, "state": "undone"}
    again = api.post(f"/api/v1/imports/{batch}/undo")
    assert (again.status_code, again.json()["type"]) == (
        409,
        "urn:regulars:problem:batch-not-undoable",
    )
    book.refresh()
    assert api.get(f"/api/v1/customers/{who}").status_code == 404


def test_a_running_import_is_not_waited_for(book: Book, post: Post) -> None:
    with only_one(folder=book.folder, work="import"), only_one(folder=book.folder, work="refresh"):
        assert post([ORDER]).json()["counts"]["new"] == 1


def test_a_post_may_be_a_batch_by_itself(api: Client, post: Post) -> None:
    day = post([ORDER]).json()["batch"]
    own = post([{**ORDER, "source_id": "2"}], url=f"{URL}?batch=own").json()["batch"]
    assert post([{**ORDER, "source_id": "3"}]).json()["batch"] == day != own
    [first, *_] = api.get("/api/v1/imports?limit=1").json()["imports"]
    assert (first["batch"], first["sender"], first["files"]) == (own, "owner/everything", ["order"])


def test_what_to_do_is_told_in_bengali_too(post: Post) -> None:
    told = post([7], url=f"{URL}?language=bn").json()
    assert "JSON অবজেক্ট" in told["rows"][0]["what"]


@pytest.mark.parametrize("fact", POSTABLE)
def test_every_kind_of_fact_has_its_call(post: Post, fact: str) -> None:
    told = post([{"source": "x", "source_id": "1"}], url=f"/api/v1/facts/{fact}").json()
    assert told["fact"] == fact
    assert told["rows"][0]["result"] in {"new", "rejected"}


@pytest.mark.parametrize("fact", ["care", "identity", "orders", "%F0%9F%98%80", "x" * 300])
def test_another_fact_is_told_with_those_there_are(post: Post, fact: str) -> None:
    answer = post([ORDER], url=f"/api/v1/facts/{fact}")
    assert (answer.status_code, answer.json()["type"]) == (404, "urn:regulars:problem:not-postable")
    assert "order_line" in answer.json()["detail"]


def test_the_list_of_facts_says_what_each_column_is(api: Client) -> None:
    told = api.get("/api/v1/facts").json()
    assert [one["fact"] for one in told["facts"]] == list(POSTABLE)
    assert (told["most_rows"], told["most_bytes"]) == (MOST_ROWS, MOST_BYTES)
    [order] = [one for one in told["facts"] if one["fact"] == "order"]
    names = [column["name"] for column in order["columns"]]
    assert names[:2] == ["source", "source_id"]
    [state] = [column for column in order["columns"] if column["name"] == "state"]
    assert state["choices"] == ["placed", "cancelled", "returned"]


@pytest.mark.parametrize(
    ("body", "status", "name"),
    [
        ("", 422, "not-valid"),
        ("{", 400, "not-json"),
        ("[" * 100_000, 400, "not-json"),
        ("9" * 5_000, 400, "not-json"),
        ("\xff", 400, "not-json"),
        ("{}", 422, "not-valid"),
        ("null", 422, "not-valid"),
        ("[]", 422, "too-many-rows"),
        (json.dumps([{}] * (MOST_ROWS + 1)), 422, "too-many-rows"),
        (" " * (MOST_BYTES + 1), 413, "too-large"),
    ],
)
def test_what_is_no_list_of_rows_is_refused_as_a_whole(
    book: Book, post: Post, body: str, status: int, name: str
) -> None:
    before = [one.batch for one in book.imports()]
    answer = post(body)
    assert (answer.status_code, answer.json()["type"]) == (status, f"urn:regulars:problem:{name}")
    assert answer["Content-Type"] == "application/problem+json"
    assert [one.batch for one in book.imports()] == before


def test_with_the_same_word_the_same_answer_and_one_deed(book: Book, post: Post) -> None:
    word = {"Idempotency-Key": "7f1b"}
    first = post([ORDER], headers=word)
    second = post([ORDER], headers=word)
    assert second.content == first.content
    assert "Idempotency-Replayed" not in first
    assert second["Idempotency-Replayed"] == "true"
    other = post([{**ORDER, "amount_minor": 5}], headers=word)
    assert (other.status_code, other.json()["type"]) == (
        422,
        "urn:regulars:problem:another-request",
    )


def test_the_word_of_one_key_is_not_that_of_another(
    post: Post, token_of: Callable[..., str]
) -> None:
    word = {"Idempotency-Key": "7f1b"}
    post([ORDER], headers=word)
    other = with_key(token_of("write:facts", role="staff"))
    answer = other.post(URL, [{**ORDER, "source_id": "9"}], content_type=JSON, headers=word)
    assert answer.json()["counts"]["new"] == 1


def test_what_was_refused_may_come_again_with_the_same_word(post: Post) -> None:
    word = {"Idempotency-Key": "7f1b"}
    assert post([], headers=word).status_code == 422
    assert post([ORDER], headers=word).status_code == 200


@pytest.mark.parametrize("word", ["", "a b", "x" * 256, "ключ"])
def test_a_word_that_cannot_be_kept_is_told(post: Post, word: str) -> None:
    answer = post([ORDER], headers={"Idempotency-Key": word})
    assert (answer.status_code, answer.json()["type"]) == (422, "urn:regulars:problem:word-wrong")


def test_rejects_are_read_a_page_at_a_time(api: Client, post: Post) -> None:
    batch = post([{"source": "x", "source_id": str(n), "wrong": n} for n in range(7)]).json()[
        "batch"
    ]
    lines, after = [], 0
    while after is not None:
        page = api.get(f"/api/v1/imports/{batch}/rejects?limit=3&after={after}").json()
        lines += [row["line"] for row in page["rejects"]]
        after = page["next"]
    assert lines == list(range(1, 8))


def test_imports_are_read_a_page_at_a_time(api: Client, post: Post) -> None:
    for number in range(3):
        post([{**ORDER, "source_id": str(number)}], url=f"{URL}?batch=own")
    seen, before = [], ""
    while before is not None:
        page = api.get(f"/api/v1/imports?limit=2{before and f'&before={before}'}").json()
        seen += [one["batch"] for one in page["imports"]]
        before = page["next"]
    assert seen == sorted(seen, reverse=True)
    assert len(seen) == 4
