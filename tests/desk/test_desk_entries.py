"""What is written down at the desk: it shows at once, is written once, and can be taken back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from regulars.workspace import Book

MORE: dict[str, dict[str, Any]] = {
    "sale": {"amount_minor": 480_000, "currency": "BDT"},
    "note": {"note": "will come on Friday", "channel": "call"},
    "problem": {"text": "the roof leaks"},
}


def add(book: Book, kind: str, customer_id: str, entry_id: str = "one") -> Any:
    write = getattr(book, f"add_{kind}")
    return write(entry_id=entry_id, customer_id=customer_id, **MORE[kind])


def first(book: Book) -> Any:
    return book.day_plan().items[0]


@pytest.mark.parametrize("kind", MORE)
def test_an_entry_stands_on_the_customer_s_page_and_on_their_line_at_once(
    book: Book, kind: str
) -> None:
    one = first(book).customer_id
    before = book.customer(customer_id=one)
    add(book, kind, one)
    after = book.customer(customer_id=one)
    assert len(after.news) == 1 and after.news == first(book).changed
    if kind != "problem":
        assert after.timeline_total == before.timeline_total + 1
    book.undo_entry(kind=kind, entry_id="one")
    assert book.customer(customer_id=one) == before
    assert first(book).changed == ()


@pytest.mark.parametrize("kind", MORE)
def test_a_form_sent_twice_is_written_once(book: Book, kind: str) -> None:
    one = first(book).customer_id
    assert add(book, kind, one) == add(book, kind, one)
    [said] = book.customer(customer_id=one).news
    add(book, kind, one, entry_id="two")
    assert book.customer(customer_id=one).news == (f"{said} × 2",)


def test_a_new_customer_can_be_found_opened_and_written_of_before_the_next_refresh(
    book: Book,
) -> None:
    entry = book.add_customer(
        entry_id="new", name="Parveen Akhter", phone="01711 998877", email="p@example.org"
    )
    [found] = book.find_customers("Parveen Akht")
    assert found.customer_id == entry.customer_id
    assert [one.customer_id for one in book.find_customers("01711998877")] == [entry.customer_id]
    page = book.customer(customer_id=entry.customer_id)
    assert (page.customer, page.worked_out) == ("Parveen Akhter", False)
    add(book, "sale", entry.customer_id)
    add(book, "problem", entry.customer_id, "two")
    told = book.customer(customer_id=entry.customer_id).timeline
    assert sorted(one.fact for one in told) == ["order", "problem"]


def test_the_next_refresh_knows_them_with_what_was_written(book: Book) -> None:
    entry = book.add_customer(entry_id="new", name="Parveen Akhter", phone="01711 998877")
    at = datetime(2026, 3, 1, 9, tzinfo=UTC)
    book.add_sale(
        entry_id="s", customer_id=entry.customer_id, amount_minor=500, currency="BDT", at=at
    )
    book.add_problem(entry_id="p", customer_id=entry.customer_id, text="leak", at=at)
    kept = book.folder / "snapshots" / "current.json"
    before = kept.read_bytes()
    try:
        book.refresh(as_of=at.date())
        [card] = book.card(where=f"customer_id = '{entry.customer_id}'").to_pylist()
        assert (card["orders"], card["spend_minor"], card["problems_open"]) == (1, 500, 1)
        page = book.customer(customer_id=entry.customer_id)
        assert (page.worked_out, page.news, page.changed) == (True, (), frozenset())
    finally:
        kept.write_bytes(before)


def test_a_new_customer_taken_back_is_nowhere(book: Book) -> None:
    from regulars.workspace import UnknownCustomer

    entry = book.add_customer(entry_id="new", name="Parveen Akhter")
    book.undo_entry(kind="customer", entry_id="new")
    assert book.find_customers("Parveen Akht") == ()
    with pytest.raises(UnknownCustomer):
        book.customer(customer_id=entry.customer_id)


def test_a_new_customer_of_whom_more_was_written_stays_until_that_is_undone(book: Book) -> None:
    from regulars.workspace.desk_entries import EntryInUse

    entry = book.add_customer(entry_id="new", name="Parveen Akhter")
    add(book, "note", entry.customer_id)
    with pytest.raises(EntryInUse, match="contact"):
        book.undo_entry(kind="customer", entry_id="new")
    book.undo_entry(kind="note", entry_id="one")
    book.undo_entry(kind="customer", entry_id="new")


def test_what_was_undone_or_never_written_cannot_be_undone(book: Book) -> None:
    from regulars.ledger.desk_undo import NothingToUndo

    with pytest.raises(NothingToUndo):
        book.undo_entry(kind="sale", entry_id="never")
    assert book.entry(kind="sale", entry_id="never") is None


def test_a_sale_of_an_earlier_day_has_that_day(book: Book) -> None:
    one = first(book).customer_id
    on = book.as_of - timedelta(days=3)
    book.add_sale(entry_id="s", customer_id=one, amount_minor=500, currency="BDT", on=on)
    assert on in {h.on for h in book.customer(customer_id=one).timeline if h.source == "desk"}


def test_who_was_erased_is_not_added_again_by_number_or_address(book: Book) -> None:
    from regulars.ledger.suppression import CustomerErased, Person, hashes_of, suppress

    told = Person(
        frozenset(), emails=frozenset({"P@Example.org"}), phones=frozenset({"+8801711998877"})
    )
    listed = hashes_of(told, hash_key="00" * 32, region="BD")
    try:
        suppress(folder=book.folder, hashes=listed, at=datetime.now(UTC))
        for contact in ({"phone": "01711 998877"}, {"email": "p@example.org"}):
            with pytest.raises(CustomerErased, match="readmit"):
                book.add_customer(entry_id="new", name="Parveen", **contact)
        assert book.find_customers("Parveen") == ()
        book.add_customer(entry_id="other", name="Parveen", phone="01711 000000")
    finally:
        (book.folder / "suppressed.json").unlink()


def test_in_a_book_without_results_customers_are_found_and_opened_too(empty_book: Book) -> None:
    entry = empty_book.add_customer(entry_id="new", name="পারভীন আখতার")
    add(empty_book, "sale", entry.customer_id)
    assert empty_book.find_customers("পারভীন")[0].customer_id == entry.customer_id
    page = empty_book.customer(customer_id=entry.customer_id, language="bn")
    assert page.customer == "পারভীন আখতার"
    assert page.timeline_total == 1
