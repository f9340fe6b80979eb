"""A file of new customers that says who sent each: the customer is who came."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from regulars.intake.import_files import Imported
    from regulars.workspace import Book

Take = Callable[..., "Imported"]
Current = Callable[[str], list[dict[str, Any]]]
Rejected = Callable[["Imported"], list[tuple[Any, ...]]]


@pytest.mark.parametrize("name", ["sent_by", "Referred by", "recommended-by"])
def test_who_sent_is_in_the_column_and_who_came_is_the_customer(
    book: Book, tmp_path: Path, name: str
) -> None:
    from django.db.models import Q

    from regulars.ledger.current import current_rows

    file = tmp_path / "new.csv"
    file.write_text(f"customer_id,{name},date,known_by\nnew,ann,2026-05-01,asked\nx,,2026-05-02,\n")
    taken = book.import_files([file])
    [row] = current_rows("referral", Q())
    assert (row["customer_key"], row["other_key"], row["known_by"]) == ("ann", "new", "asked")
    assert taken.rejected == 1, "who was sent by nobody is no referral"


def test_without_it_the_customer_is_who_sent(book: Book, tmp_path: Path) -> None:
    from django.db.models import Q

    from regulars.ledger.current import current_rows

    file = tmp_path / "sent.csv"
    file.write_text("customer_id,referred_id,date\nann,new,2026-05-01\n")
    book.import_files([file])
    [row] = current_rows("referral", Q())
    assert (row["customer_key"], row["other_key"]) == ("ann", "new")


CUSTOMERS = (
    "customer_id,name,email,sent_by,confidence,known_by,joined_on\n"
    "ann,Ann,ann@example.org,,,,2026-01-05\n"
    "bob,Bob,bob@example.org,ann,0.8,asked,2026-03-01\n"
    "cem,Cem,,zoe,,,2026-03-02\n"
)


def test_a_wider_file_of_customers_gives_customers_and_who_sent_them(
    take: Take, current: Current
) -> None:
    done = take(CUSTOMERS, name="customers.csv")
    assert (done.read, done.rejected) == (3, 0)
    assert (done.facts["customer"], done.facts["referral"]) == (3, 2)
    assert [row["name"] for row in current("customer")] == ["Ann", "Bob", "Cem"]
    told = [
        (row["customer_key"], row["other_key"], row["known_by"], row["confidence_permille"])
        for row in current("referral")
    ]
    assert told == [("ann", "bob", "asked", 800), ("zoe", "cem", "import", None)]
    assert [str(row["happened_on"]) for row in current("referral")] == ["2026-03-01", "2026-03-02"]
    assert "zoe" in {row["source_id"] for row in current("identity")}, "a sender not known yet"


def test_the_same_file_again_changes_nothing_and_can_be_undone(
    take: Take, current: Current, book: Book
) -> None:
    first = take(CUSTOMERS)
    again = take(CUSTOMERS)
    assert (again.new, again.changed) == (0, 0)
    book.undo(again.batch)
    book.undo(first.batch)
    assert current("customer") == current("referral") == current("identity") == []


def test_the_wide_and_the_narrow_file_tell_of_one_referral(take: Take, current: Current) -> None:
    take(CUSTOMERS)
    take("customer_id,sent_by,date,known_by,confidence\nbob,ann,2026-03-01,asked,0.9\n")
    assert [(r["source_id"], r["confidence_permille"]) for r in current("referral")] == [
        ("ann bob", 900),
        ("zoe cem", None),
    ]


def test_a_circle_is_taken_as_it_is_told(take: Take, current: Current) -> None:
    take("customer_id,name,sent_by,since_on\na,A,b,2026-01-01\nb,B,a,2026-01-02\n")
    assert [r["source_id"] for r in current("referral")] == ["a b", "b a"]


@pytest.mark.parametrize(
    ("row", "why", "where"),
    [
        ("a,A,a,,2026-01-01", "same_customer", "sent_by"),
        ("a,A,b,1.5,2026-01-01", "out_of_range", "sent_by_confidence"),
        ("a,A,b,often,2026-01-01", "not_a_number", "sent_by_confidence"),
        ("a,A,b,,", "missing", "joined_on"),
    ],
)
def test_what_cannot_be_said_of_who_sent_is_told(
    take: Take, rejected: Rejected, row: str, why: str, where: str
) -> None:
    done = take(f"customer_id,name,sent_by,sent_by_confidence,joined_on\n{row}\nb,B,,,\n")
    [(line, reason, column, *_)] = rejected(done)
    assert (line, reason, column) == (2, why, where)
    assert done.facts["customer"] == 1, "who was sent by nobody needs no day"


def test_the_day_they_were_sent_goes_before_the_day_they_joined(
    take: Take, current: Current
) -> None:
    take("customer_id,sent_by,sent_on,joined_on\na,b,2026-02-01,2026-02-09\nc,b,,2026-02-10\n")
    assert [str(r["happened_on"]) for r in current("referral")] == ["2026-02-01", "2026-02-10"]


def test_a_sender_of_another_system_is_named_with_it(take: Take, current: Current) -> None:
    take("source,customer_id,sent_by,sent_by_source,since_on\nweb,a,a,till,2026-02-01\n")
    [row] = current("referral")
    assert (row["customer_source"], row["customer_key"]) == ("till", "a")
    assert (row["other_source"], row["other_key"]) == ("web", "a")


def test_wide_and_plain_files_of_customers_and_of_referrals_come_in_together(
    book: Book, tmp_path: Path, current: Current
) -> None:
    texts = {
        "plain.csv": "customer_id,name\nd,D\n",
        "wide.csv": CUSTOMERS,
        "sent.csv": "customer_id,referred_id,date\nann,d,2026-05-01\n",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text)
    done = book.import_files([tmp_path / name for name in texts])
    assert (done.facts["customer"], done.facts["referral"]) == (4, 3)
    assert {r["source_id"] for r in current("referral")} == {"ann bob", "zoe cem", "ann d"}


def test_other_names_are_mapped_at_the_command_line(take: Take, current: Current) -> None:
    done = take(
        "Client No,name,Came through,joined_on\n7,Ann,,2026-01-01\n8,Bob,7,2026-02-01\n",
        mapping={"customer_id": "Client No", "sent_by": "Came through"},
    )
    assert done.facts["referral"] == 1
    assert [r["source_id"] for r in current("referral")] == ["7 8"]


def test_rejects_of_a_wide_file_come_back_corrected(
    book: Book, tmp_path: Path, current: Current
) -> None:
    file = tmp_path / "customers.csv"
    file.write_text("customer_id,name,sent_by,since_on\nann,Ann,,\nbob,Bob,ann,\n")
    kept = tmp_path / "rejects.csv"
    done = book.import_files([file])
    assert done.batch is not None
    book.write_rejects(done.batch, kept)
    text = kept.read_text(encoding="utf-8-sig")
    kept.write_text(text.replace("bob,Bob,ann,", "bob,Bob,ann,2026-03-01"))
    book.import_files([kept])
    assert [r["source_id"] for r in current("referral")] == ["ann bob"]
