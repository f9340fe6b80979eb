"""Rows that another program posts: each by itself, with the checks of a file."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from regulars.contracts import BY_FACT, Column, Type
from regulars.intake.posted_limits import MOST_ROWS, POSTABLE, NotPostable, TooManyRows

if TYPE_CHECKING:
    from regulars.workspace import Book

ORDER = {
    "source": "till",
    "source_id": "o1",
    "customer_key": "c1",
    "happened_on": "2026-01-02",
    "amount_minor": 1250,
    "currency": "EUR",
}

Post = Callable[..., Any]


@pytest.fixture
def post(book: Book) -> Post:
    """Post rows: `post("order", {…}, {…})`."""
    return lambda fact, *rows: book.post_facts(fact, rows, sender="anwara/till")


def full_row(fact: str, number: int = 1) -> dict[str, Any]:
    """A row that says something in every column."""
    row: dict[str, Any] = {"source": "till", "source_id": f"{fact}-{number}"}
    for column in BY_FACT[fact].columns:
        if column.name not in ("email_key", "phone_key"):
            row[column.name] = said_in(column, number)
    return row


def said_in(column: Column, number: int) -> Any:
    if column.choices:
        return column.choices[0]
    if column.name in ("currency", "to_currency"):
        return "EUR" if column.name == "currency" else "BDT"
    return {
        Type.INTEGER: number,
        Type.DATE: "2026-01-02",
        Type.INSTANT: "2026-01-02T09:30:00+00:00",
        Type.TEXT: f"{column.name} {number}",
    }[column.type]


@pytest.mark.parametrize("fact", POSTABLE)
def test_every_fact_can_be_posted_and_means_what_a_file_of_it_means(
    book: Book, post: Post, tmp_path: Path, fact: str
) -> None:
    rows = [full_row(fact, number) for number in (1, 2)]
    assert post(fact, *rows).counts["new"] == 2
    file = tmp_path / f"{fact}.jsonl"
    key = BY_FACT[fact].file_key
    named = [{key: row["source_id"], **row} for row in rows]
    for row in named:
        row.pop("source_id")
    file.write_text("\n".join(map(json.dumps, named)) + "\n")
    imported = book.import_files([file])
    assert (imported.new, imported.changed, imported.rejected) == (0, 0, 0), imported.rejects


def test_what_is_made_here_cannot_be_posted(post: Post) -> None:
    for fact in ("care", "identity", "no such", "order_lines"):
        with pytest.raises(NotPostable, match="can be posted"):
            post(fact, ORDER)


def test_a_row_does_not_depend_on_what_its_neighbours_say(
    post: Post, current: Callable[[str], list[dict[str, Any]]]
) -> None:
    short = {name: ORDER[name] for name in ("source", "customer_key", "happened_on")}
    done = post(
        "order",
        {**short, "source_id": "a", "amount_minor": -500, "currency": "USD"},
        {**ORDER, "source_id": "b", "state": "cancelled"},
        {**short, "source_id": "c", "state": None, "amount_minor": 500},
        {**ORDER, "source_id": "d", "state": "perhaps"},
    )
    assert [row.result for row in done.rows] == ["new", "new", "new", "rejected"]
    assert [(row["state"], row["currency"]) for row in current("order")] == [
        ("returned", "USD"),
        ("cancelled", "EUR"),
        ("placed", "EUR"),
    ]


@pytest.mark.parametrize(
    ("change", "reason", "column"),
    [
        ({"happened_on": "02.01.2026"}, "not_a_date", "happened_on"),
        ({"happened_on": "1899-01-02"}, "date_too_early", "happened_on"),
        ({"happened_on": "2226-01-02"}, "date_too_late", "happened_on"),
        ({"happened_at": "2026-01-02T09:00:00"}, "no_offset", "happened_at"),
        ({"happened_at": "soon Z"}, "not_a_date", "happened_at"),
        ({"amount_minor": 12.5}, "not_a_whole_number", "amount_minor"),
        ({"amount_minor": "much"}, "not_a_number", "amount_minor"),
        ({"amount_minor": 10**30}, "not_a_whole_number", "amount_minor"),
        ({"amount_minor": 10**16}, "amount_too_large", "amount_minor"),
        ({"amount_minor": True}, "not_a_number", "amount_minor"),
        ({"amount_minor": [1]}, "nested_value", "amount_minor"),
        ({"amount_minor": {"much": 1}}, "nested_value", "amount_minor"),
        ({"currency": "taka"}, "not_a_currency", "currency"),
        ({"state": "lost"}, "not_a_choice", "state"),
        ({"amount": 12}, "unknown_column", "amount"),
        ({"channel": "web\0"}, "nul_character", "channel"),
        ({"channel": "\ud800"}, "unreadable", "channel"),
        ({"source_id": None}, "missing", "source_id"),
        ({"source_id": "  "}, "missing", "source_id"),
        ({"source": ""}, "missing", "source"),
        ({"happened_on": None}, "missing", "happened_on"),
    ],
)
def test_a_bad_row_is_told_with_its_reason_and_column_and_the_good_one_is_taken(
    book: Book, post: Post, change: dict[str, Any], reason: str, column: str
) -> None:
    done = post("order", {**ORDER, "source_id": "bad", **change}, ORDER)
    bad, good = done.rows
    assert (bad.result, bad.reason, bad.column) == ("rejected", reason, column)
    assert bad.what
    assert good.result == "new"
    [kept] = book.rejects(done.batch)
    assert (kept["file"], kept["line"], kept["reason"]) == ("order", 1, reason)


@pytest.mark.parametrize("row", [None, 7, "order", [], [ORDER], 1.5, True])
def test_what_is_no_object_is_told_and_kept(post: Post, row: Any) -> None:
    [done] = post("order", row).rows
    assert (done.result, done.reason, done.column) == ("rejected", "not_json", None)


def test_of_two_rows_with_one_key_the_later_counts(
    post: Post, current: Callable[[str], list[dict[str, Any]]]
) -> None:
    done = post("order", {**ORDER, "channel": "web"}, {**ORDER, "channel": "shop"}, ORDER, ORDER)
    assert [(row.result, row.reason) for row in done.rows] == [
        ("rejected", "repeated_key"),
        ("rejected", "repeated_key"),
        ("new", None),
        ("new", None),
    ]
    assert [row["channel"] for row in current("order")] == [None]


def test_an_instant_gives_the_day_in_the_book_s_zone(make_book: Any) -> None:
    book = make_book(currency="BDT", zone="Asia/Dhaka")
    from regulars.ledger.models import Order

    row = {**ORDER, "happened_on": None, "happened_at": "2026-01-02T20:30:00+00:00"}
    book.post_facts("order", [row], sender="x/y")
    assert str(Order.objects.get().happened_on) == "2026-01-03"


def test_a_post_has_a_row_and_no_more_than_a_thousand(post: Post) -> None:
    for rows in ([], [ORDER] * (MOST_ROWS + 1)):
        with pytest.raises(TooManyRows, match="1 to 1,000"):
            post("order", *rows)


def test_rejects_of_a_post_come_back_as_a_file_that_can_be_corrected(
    book: Book, post: Post, tmp_path: Path
) -> None:
    bad = {**ORDER, "source_id": "o2", "happened_on": "soon", "channel": "=a, “web”"}
    done = post("order", bad, ORDER)
    [file] = book.write_rejects(done.batch, tmp_path / "rejects.csv")
    file.write_text(file.read_text(encoding="utf-8-sig").replace("soon", "2026-01-03"))
    assert book.import_files([file]).new == 1
    assert post("order", {**bad, "happened_on": "2026-01-03"}).counts["unchanged"] == 1


def test_the_first_amount_that_is_posted_gives_a_book_its_currency(make_book: Any) -> None:
    book = make_book()
    assert book.currency is None
    [row] = book.post_facts("order", [{**ORDER, "currency": None}], sender="x/y").rows
    assert (row.reason, row.column) == ("missing", "currency")
    book.post_facts("order", [ORDER], sender="x/y")
    assert book.currency == "EUR"
