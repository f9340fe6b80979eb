"""Writing something down from anywhere: found by typing, written once, taken back with one tap."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

if TYPE_CHECKING:
    from regulars.workspace import Book

Words = Callable[[object], str]
ENTRY = "0" * 32
SAID = {
    "sale": {"amount": "4,800.50"},
    "note": {"note": "will come on Friday", "channel": "call", "reaction": "welcome"},
    "problem": {"text": "the roof leaks", "topic": "cabin"},
}
CHANGED = {
    "sale": "a new order, ৳\N{NO-BREAK SPACE}4,800.50",
    "note": "somebody was in touch with them (call): “will come on Friday”",
    "problem": "a new problem: “the roof leaks”",
}


def first(book: Book) -> Any:
    return book.day_plan().items[0]


def test_every_page_has_the_way_to_it_for_who_may_write(desk: Client, book: Book) -> None:
    for address in ("/", f"/customers/{first(book).customer_id}", "/customers", "/settings"):
        page = desk.get(address).content.decode()
        assert re.search(r'href="/add\?next=[^"]+" data-add aria-keyshortcuts="n"', page), address


def test_who_only_reads_has_it_not(staffed: Book, desk_of: Callable[[str], Client]) -> None:
    rita = desk_of("rita")
    assert "data-add" not in rita.get("/").content.decode()
    assert rita.get("/add").status_code == 403
    assert rita.post("/add/sale").status_code == 403


@pytest.mark.parametrize("kind", SAID)
def test_an_entry_is_written_shown_at_once_and_taken_back(
    desk: Client, book: Book, text_of: Words, kind: str
) -> None:
    one = first(book)
    said = {**SAID[kind], "entry_id": ENTRY, "customer_id": one.customer_id, "next": "/customers"}
    answer = desk.post(f"/add/{kind}", said)
    assert answer["Location"] == f"/add/{kind}/{ENTRY}?next=%2Fcustomers"
    page = desk.get(answer["Location"])
    assert "Written down" in text_of(page) and one.customer in text_of(page)
    assert 'href="/customers"' in page.content.decode()
    assert first(book).changed == (CHANGED[kind],)
    assert desk.post(f"/add/{kind}/{ENTRY}/undo").status_code == 302
    assert "Taken back" in text_of(desk.get(f"/add/{kind}/{ENTRY}"))
    assert first(book).changed == ()


def test_sent_twice_it_is_written_once(desk: Client, book: Book) -> None:
    said = {**SAID["sale"], "entry_id": ENTRY, "customer_id": first(book).customer_id}
    for _ in range(2):
        assert desk.post("/add/sale", said).status_code == 302
    assert first(book).changed == (CHANGED["sale"],)


def test_undone_twice_nothing_goes_wrong(desk: Client, book: Book) -> None:
    said = {**SAID["note"], "entry_id": ENTRY, "customer_id": first(book).customer_id}
    desk.post("/add/note", said)
    for _ in range(2):
        assert desk.post(f"/add/note/{ENTRY}/undo").status_code == 302


def test_a_customer_is_found_by_what_was_typed_where_only_one_can_be_meant(
    desk: Client, book: Book
) -> None:
    entry = book.add_customer(entry_id="f" * 32, name="Zulekha Quader")
    said = {**SAID["problem"], "entry_id": ENTRY, "q": "zulekha q"}
    assert desk.post("/add/problem", said).status_code == 302
    assert book.customer(customer_id=entry.customer_id).timeline_total >= 1


def test_where_several_may_be_meant_one_is_chosen_and_nothing_typed_is_lost(
    desk: Client, book: Book, text_of: Words
) -> None:
    for number, place in enumerate(("Dhaka", "Khulna")):
        book.add_customer(entry_id=str(number) * 32, name=f"Zulekha Stores, {place}")
    said = {**SAID["problem"], "entry_id": ENTRY, "q": "zulekha"}
    page = desk.post("/add/problem", said)
    assert page.status_code == 200
    assert "Several may be meant: choose one." in text_of(page)
    text = page.content.decode()
    assert "the roof leaks" in text and f'value="{ENTRY}"' in text
    ids = re.findall(r'name="customer_id" value="([^"]+)"', text)
    assert len(ids) == 2
    assert desk.post("/add/problem", {**said, "customer_id": ids[1]}).status_code == 302


def test_where_nobody_is_found_the_way_leads_to_a_new_customer_and_back(
    desk: Client, book: Book, text_of: Words
) -> None:
    page = desk.post("/add/sale", {**SAID["sale"], "entry_id": ENTRY, "q": "Nobody Such"})
    assert "Nobody is found by that." in text_of(page)
    [way] = re.findall(r'href="(/add/customer\?[^"]+)"', page.content.decode())[-1:]
    form = desk.get(way.replace("&amp;", "&"))
    assert 'value="Nobody Such"' in form.content.decode()
    said = {"entry_id": "1" * 32, "name": "Nobody Such", "kind": "person", "then": "sale"}
    written = desk.get(desk.post("/add/customer", said)["Location"])
    assert "Now the sale" in text_of(written)
    [found] = book.find_customers("Nobody Such")
    assert found.customer_id in written.content.decode()


def test_the_list_under_the_field_comes_as_one_types(desk: Client, book: Book) -> None:
    book.add_customer(entry_id="f" * 32, name="Zulekha Quader", phone="01711 558822")
    answer = desk.get("/add/customers?q=zulekha", headers={"HX-Request": "true"})
    text = answer.content.decode()
    assert "<html" not in text
    assert "Zulekha Quader" in text and "…8822" in text
    assert 'name="customer_id"' in text and "checked" in text


def test_a_customer_chosen_beforehand_is_there(desk: Client, book: Book) -> None:
    one = first(book)
    page = desk.get(f"/add/note?customer_id={one.customer_id}").content.decode()
    assert f'value="{one.customer_id}" checked' in page
    assert f'value="{one.customer}"' in page
    assert (
        "checked"
        not in desk.get("/add/note?customer_id=none").content.decode().split("<fieldset class=")[0]
    )


@pytest.mark.parametrize(
    ("typed", "minor"),
    [
        ("4800", 480_000),
        ("4,800", 480_000),
        ("4,800.50", 480_050),
        ("12,34,567", 123_456_700),
        ("৪৮০০", 480_000),
        ("৪,৮০০.৫", 480_050),
        (" 4 800 ", 480_000),
        ("0.01", 1),
    ],
)
def test_amounts_are_read_as_people_type_them(typed: str, minor: int) -> None:
    from regulars.desk.pages.quick_add.amounts import minor_of

    assert minor_of(typed, currency="BDT") == minor


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "0",
        "-5",
        "4,8",
        "4.800,50",
        "1.005",
        "12,3456",
        "five",
        "1e9",
        "NaN",
        "9" * 14,
        "4,800,",
    ],
)
def test_what_is_no_amount_or_could_be_read_in_two_ways_is_refused(
    desk: Client, book: Book, text_of: Words, typed: str
) -> None:
    said = {"amount": typed, "entry_id": ENTRY, "customer_id": first(book).customer_id}
    page = desk.post("/add/sale", said)
    assert page.status_code == 200
    assert "Write an amount above 0" in text_of(page) or "This is needed." in text_of(page)
    assert first(book).changed == ()


def test_a_currency_without_decimals_takes_none() -> None:
    from regulars.desk.pages.quick_add.amounts import NotAnAmount, minor_of

    assert minor_of("4,800", currency="JPY") == 4_800
    assert minor_of("1.005", currency="KWD") == 1_005
    with pytest.raises(NotAnAmount):
        minor_of("1.5", currency="JPY")


def test_a_day_to_come_is_refused(desk: Client, book: Book, text_of: Words) -> None:
    said = {**SAID["sale"], "on": "2099-01-01", "entry_id": ENTRY}
    page = desk.post("/add/sale", {**said, "customer_id": first(book).customer_id})
    assert "This day is still to come." in text_of(page)


def test_today_is_the_day_of_a_sale_unless_another_is_said(desk: Client, book: Book) -> None:
    from django.db.models import Q
    from django.utils import timezone

    from regulars.ledger.current import current_rows

    for number, on in enumerate(("", "2026-02-03")):
        said = {**SAID["sale"], "on": on, "entry_id": str(number) * 32}
        desk.post("/add/sale", {**said, "customer_id": first(book).customer_id})
    rows = current_rows("order", Q(source="desk"))
    assert {row["happened_on"] for row in rows} == {timezone.localdate(), date(2026, 2, 3)}


def test_somebody_with_the_same_number_is_shown_before_they_are_added_again(
    desk: Client, book: Book, text_of: Words
) -> None:
    book.add_customer(entry_id="f" * 32, name="Zulekha Quader", phone="01711 558822")
    said = {"entry_id": ENTRY, "name": "Z. Quader", "kind": "person", "phone": "+8801711558822"}
    page = desk.post("/add/customer", said)
    assert "is here already" in text_of(page) and "Zulekha Quader" in text_of(page)
    assert len(book.find_customers("Quader")) == 1
    assert desk.post("/add/customer", {**said, "all_the_same": "1"}).status_code == 302
    assert len(book.find_customers("Quader")) >= 1


def test_where_a_new_customer_has_more_written_of_them_undo_says_so(
    desk: Client, book: Book, text_of: Words
) -> None:
    entry = book.add_customer(entry_id=ENTRY, name="Zulekha Quader")
    book.add_note(entry_id="1" * 32, customer_id=entry.customer_id, note="hello")
    page = desk.post(f"/add/customer/{ENTRY}/undo", follow=True)
    assert "Something else was written down of this customer meanwhile" in text_of(page)


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:x"])
def test_the_way_back_never_leads_elsewhere(desk: Client, elsewhere: str) -> None:
    page = desk.get("/add/sale", {"next": elsewhere}).content.decode()
    main = page[page.index("<main") :]
    assert "evil.example" not in main and "javascript:" not in main
    assert '<input type="hidden" name="next" value="/">' in main
    assert 'href="/add?next=%2F"' in page


def test_unknown_kinds_and_ids_are_not_found_or_refused(desk: Client, text_of: Words) -> None:
    assert desk.get(f"/add/secret/{ENTRY}").status_code == 404
    assert desk.post(f"/add/secret/{ENTRY}/undo").status_code == 404
    assert "Taken back" in text_of(desk.get("/add/sale/never-written"))
    page = desk.post("/add/note", {**SAID["note"], "entry_id": "x", "q": ""})
    assert page.status_code == 200 and "Whose is it?" in text_of(page)


def test_a_new_customer_s_page_says_that_figures_follow(
    desk: Client, book: Book, text_of: Words
) -> None:
    entry = book.add_customer(entry_id=ENTRY, name="Zulekha Quader")
    said = text_of(desk.get(f"/customers/{entry.customer_id}"))
    assert "Zulekha Quader" in said and "their figures come with the next refresh" in said


def test_the_page_of_a_customer_says_what_its_figures_do_not_know(
    desk: Client, book: Book, text_of: Words
) -> None:
    one = first(book).customer_id
    book.add_problem(entry_id=ENTRY, customer_id=one, text="the roof leaks")
    assert re.search(
        r"changed since [^:]*\d\d:\d\d: a new problem: “the roof leaks”",
        text_of(desk.get(f"/customers/{one}")),
    )


def test_it_is_all_there_in_bengali(desk: Client, book: Book, text_of: Words) -> None:
    for kind in ("sale", "note", "problem", "customer"):
        said = text_of(desk.get(f"/add/{kind}", headers={"Accept-Language": "bn"}))
        main = said[said.index("লিখে রাখুন") :]
        assert "Write" not in main and "Amount" not in main
