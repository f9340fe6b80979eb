"""The card for programs: pages of one refresh, a condition that cannot do harm, three formats."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest
from django.test import Client

if TYPE_CHECKING:
    from regulars.workspace import Book

URL = "/api/v1/card"


def ids(rows: list[dict[str, Any]]) -> list[str]:
    return [row["customer_id"] for row in rows]


def walk(api: Client, **asked: Any) -> list[dict[str, Any]]:
    """All rows, page by page."""
    rows, after = [], None
    while True:
        page = api.get(URL, {**asked, **({} if after is None else {"after": after})}).json()
        rows += page["rows"]
        after = page["next"]
        if after is None:
            return rows


def test_all_pages_together_are_the_card(book: Book, api: Client) -> None:
    rows = walk(api, columns="customer_id,orders,spend_minor,last_order_on", limit=70)
    whole = book.card(columns=["customer_id", "orders", "spend_minor", "last_order_on"]).to_pylist()
    assert len(whole) > 210
    assert rows == [{**row, "last_order_on": row["last_order_on"] and str(row["last_order_on"])}
                    for row in whole]  # fmt: skip


def test_a_condition_is_that_of_the_command_line(book: Book, api: Client) -> None:
    where = "orders >= 3 AND chance_active < 0.5"
    rows = walk(api, columns="customer_id", where=where, limit=5)
    assert ids(rows) == book.card(columns=["customer_id"], where=where)["customer_id"].to_pylist()
    assert rows


def test_columns_come_as_asked_also_without_the_id(api: Client) -> None:
    page = api.get(URL, {"columns": "orders, kind,orders", "limit": 2}).json()
    assert [list(row) for row in page["rows"]] == [["orders", "kind"]] * 2
    assert page["next"]


def test_without_columns_all_come_and_what_is_not_known_is_null(api: Client) -> None:
    [row] = api.get(URL, {"limit": 1, "where": "chance_active IS NULL"}).json()["rows"]
    assert row["chance_active"] is None
    assert len(row) > 60


def test_the_walk_reads_one_refresh_to_its_end(book: Book, api: Client) -> None:
    before = ids(walk(api, columns="customer_id", limit=1_000))
    page = api.get(URL, {"columns": "customer_id", "limit": 100}).json()
    order = {"source": "a", "customer_key": "new", "happened_on": "2026-02-01", "amount_minor": 1}
    book.post_facts("order", [{**order, "source_id": "1"}], sender="x/y")
    book.refresh()
    seen = ids(page["rows"])
    while page["next"]:
        following = api.get(URL, {"columns": "customer_id", "after": page["next"]}).json()
        assert following["snapshot"] == page["snapshot"]
        page = following
        seen += ids(page["rows"])
    assert seen == before
    assert len(walk(api, columns="customer_id", limit=1_000)) == len(before) + 1


def test_csv_and_arrow_have_the_same_rows_and_tell_the_next_page(api: Client) -> None:
    asked = {"columns": "customer_id,orders", "limit": 3}
    rows = api.get(URL, asked).json()["rows"]
    text = api.get(URL, asked, headers={"Accept": "text/csv"})
    assert text["Content-Type"] == "text/csv"
    read = list(csv.DictReader(io.StringIO(text.content.decode())))
    assert [{**row, "orders": int(row["orders"])} for row in read] == rows
    arrow = api.get(URL, asked, headers={"Accept": "application/vnd.apache.arrow.stream"})
    assert pa.ipc.open_stream(arrow.content).read_all().to_pylist() == rows
    for answer in (text, arrow):
        following = answer["Link"].partition(">")[0].removeprefix("<")
        assert answer["Link"].endswith('; rel="next"')
        assert api.get(following).json()["rows"][0]["customer_id"] > rows[-1]["customer_id"]


def test_a_spreadsheet_runs_nothing_of_a_csv(book: Book, api: Client) -> None:
    evil = {"source": "a", "source_id": "evil", "acquired_through": "=1+1", "kind": "person"}
    order = {"source": "a", "source_id": "1", "customer_key": "evil", "happened_on": "2026-02-01"}
    book.post_facts("customer", [evil], sender="x/y")
    book.post_facts("order", [{**order, "amount_minor": 1, "currency": "BDT"}], sender="x/y")
    book.refresh()
    asked = {"columns": "acquired_through", "where": "acquired_through = '=1+1'"}
    text = api.get(URL, asked, headers={"Accept": "text/csv"})
    assert text.content.decode().splitlines() == ["acquired_through", "'=1+1"]
    assert api.get(URL, asked).json()["rows"] == [{"acquired_through": "=1+1"}]


def test_what_was_read_before_is_not_sent_again_until_it_is_another(
    book: Book, api: Client
) -> None:
    asked = {"columns": "customer_id", "limit": 2}
    etag = api.get(URL, asked)["ETag"]
    again = api.get(URL, asked, headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")
    assert api.get(URL, {**asked, "limit": 3}, headers={"If-None-Match": etag}).status_code == 200
    other = api.get(URL, asked, headers={"If-None-Match": etag, "Accept": "text/csv"})
    assert other.status_code == 200
    book.refresh()
    assert api.get(URL, asked, headers={"If-None-Match": etag}).status_code == 200


@pytest.mark.parametrize(
    "where",
    [
        "",
        "nix > 1",
        "orders >",
        "orders > 1; DROP TABLE card",
        "1 = (SELECT 1)",
        "read_text('/etc/passwd') = ''",
        "customer_id IN (SELECT customer_id FROM candidates)",
        "card.orders > 1",
        "orders > 'much'",
        "orders > 1 ORDER BY 1",
        "(" * 3_000 + "1" + ")" * 900,
        " OR ".join(["NOT (orders = 1)"] * 200),
        "-" * 3_999,
        "'",
        '"',
        "$a = 1",
        "?",
        "orders = 1e999",
        "orders BETWEEN NULL AND NULL",
        "CAST('x' AS INTEGER) = 1",
        "kind LIKE '%%%%%%%%%%%%%%%a'",
    ],
)
def test_a_condition_that_is_none_is_told_and_nothing_else_is_done(api: Client, where: str) -> None:
    answer = api.get(URL, {"where": where, "limit": 1})
    assert answer.status_code in (200, 422), answer.content
    if answer.status_code == 422:
        assert answer.json()["type"] == "urn:regulars:problem:card-query-wrong"


@pytest.mark.parametrize(
    "asked",
    [
        {"columns": "nix"},
        {"after": "nix"},
        {"after": "W10"},
        {"after": "WzEsMl0"},
        {"after": "🙂"},
        {"limit": "0"},
        {"limit": "10001"},
        {"limit": "many"},
    ],
)
def test_what_cannot_be_asked_is_told(api: Client, asked: dict[str, str]) -> None:
    assert api.get(URL, asked).status_code == 422


def test_results_that_are_no_longer_kept_are_told(api: Client) -> None:
    import base64

    gone = base64.urlsafe_b64encode(b'["../../etc", "a"]').decode().rstrip("=")
    answer = api.get(URL, {"after": gone})
    assert (answer.status_code, answer.json()["type"]) == (404, "urn:regulars:problem:no-snapshot")
