"""The table of customers: who is asked for, in which order, page by page, kept and taken along."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest
from django.test import Client

from regulars.contracts import customer_id

if TYPE_CHECKING:
    from regulars.acts.customer_table import TableAsked
    from regulars.workspace import Book

Words = Callable[[object], str]
Card = dict[str, Any]
Asks = Callable[..., "TableAsked"]


@pytest.fixture
def asks() -> Asks:
    """A question to the table from filters as they are written."""

    def asked(
        *filters: str, sort: str = "-spend_minor", columns: tuple[str, ...] = ()
    ) -> TableAsked:
        from regulars.desk.pages.customers.query import Query, asked_of

        found, wrong = asked_of(Query(filters, columns, sort), currency="BDT")
        assert wrong == []
        return found

    return asked


@pytest.mark.parametrize(
    ("filters", "holds"),
    [
        (("orders.ge.3",), lambda c: c["orders"] >= 3),
        (("orders.eq.০",), lambda c: c["orders"] == 0),
        (("spend_minor.gt.10,000",), lambda c: c["spend_minor"] > 1_000_000),
        (("spend_minor.le.৳ ১০,০০০.৫০",), lambda c: c["spend_minor"] <= 1_000_050),
        (("trend_90d_minor.lt.-500",), lambda c: (c["trend_90d_minor"] or 0) < -50_000),
        (("chance_active.lt.50%", "orders.ge.2"),
         lambda c: c["orders"] >= 2 and (c["chance_active"] or 1) < 0.5),
        (("expected_spend_365_minor.ge.5000",),
         lambda c: (c["expected_spend_365_minor"] or 0) >= 500_000),
        (("median_gap_days.ge.12.5",), lambda c: (c["median_gap_days"] or 0) >= 12.5),
        (("median_gap_days.unknown",), lambda c: c["median_gap_days"] is None),
        (("last_rating_milli.ge.4.5",), lambda c: (c["last_rating_milli"] or 0) >= 4500),
        (("last_nps.known", "kind.is.person"),
         lambda c: c["last_nps"] is not None and c["kind"] == "person"),
        (("kind.isnot.person",), lambda c: c["kind"] != "person"),
        (("acquired_through.isnot.walk-in",), lambda c: c["acquired_through"] != "walk-in"),
        (("last_order_on.within.30",),
         lambda c: c["last_order_on"] and 0 <= (AS_OF - c["last_order_on"]).days < 30),
        (("last_order_on.before.90",),
         lambda c: c["last_order_on"] and (AS_OF - c["last_order_on"]).days > 90),
        (("next_arrival_on.coming.7",),
         lambda c: c["next_arrival_on"] and 0 <= (c["next_arrival_on"] - AS_OF).days <= 7),
        (("first_order_on.ge.2025-06-01", "first_order_on.le.2025-12-31"),
         lambda c: c["first_order_on"] and date(2025, 6, 1) <= c["first_order_on"]
         <= date(2025, 12, 31)),
    ],
)  # fmt: skip
def test_a_sentence_finds_exactly_those_of_whom_it_is_true(
    book: Book, asks: Asks, filters: tuple[str, ...], holds: Callable[[Card], Any]
) -> None:
    true_of = {card["customer_id"] for card in book.card().to_pylist() if holds(card)}
    table = book.customers(asks(*filters), at_most=1000)
    assert {row.customer_id for row in table.rows} == true_of
    assert (table.count, table.of) == (len(true_of), book.counts["customers"])


@pytest.mark.parametrize(
    "sort",
    ["orders", "-orders", "-spend_minor", "median_gap_days", "-median_gap_days", "last_order_on",
     "-last_order_on", "kind", "-chance_active", "-stays"],
)  # fmt: skip
def test_pages_follow_each_other_without_a_gap_or_a_repeat_and_back_again(
    book: Book, asks: Asks, sort: str
) -> None:
    """Also where many are alike: unknown values stand last both ways, equal ones by id."""
    name, descending = sort.removeprefix("-"), sort.startswith("-")
    cards = sorted(book.card().to_pylist(), key=lambda card: card["customer_id"])
    known = [card for card in cards if card[name] is not None]
    ordered = sorted(known, key=lambda card: card[name], reverse=False)
    if descending:  # by value downwards, by id upwards
        values = sorted({card[name] for card in known}, reverse=True)
        ordered = [card for value in values for card in known if card[name] == value]
    expected = [card["customer_id"] for card in ordered]
    expected += [card["customer_id"] for card in cards if card[name] is None]
    pages = list(_pages(book, asks(sort=sort)))
    assert [one for page in pages for one in page] == expected
    assert list(_pages(book, asks(sort=sort), back_from=expected[-1])) == [
        expected[max(0, end - 83) : end] for end in range(len(expected) - 1, 0, -83)
    ]


def _pages(book: Book, asked: TableAsked, back_from: str | None = None) -> Iterator[list[str]]:
    from dataclasses import replace

    from regulars.book.place import Place, place_text

    if back_from is None:
        place = None
    else:
        [card] = [c for c in book.card().to_pylist() if c["customer_id"] == back_from]
        place = place_text(Place(card[asked.sort], back_from))
    while True:
        way = {"after": place} if back_from is None else {"before": place}
        table = book.customers(replace(asked, **way), at_most=83)
        yield [row.customer_id for row in table.rows]
        place = table.later if back_from is None else table.earlier
        if place is None:
            return


def test_who_stands_beside_a_customer_is_told_in_the_same_order(book: Book, asks: Asks) -> None:
    asked = asks("orders.ge.2", sort="-orders")
    ids = [row.customer_id for row in book.customers(asked, at_most=1000).rows]
    for place in (0, 1, len(ids) // 2, len(ids) - 1):
        before = ids[place - 1] if place else None
        after = ids[place + 1] if place + 1 < len(ids) else None
        assert book.beside(asked, customer_id=ids[place]) == (before, after)


def test_the_page_reads_as_a_sentence_in_both_languages(desk: Client, text_of: Words) -> None:
    address = "/customers?" + urlencode(
        [("f", "kind.is.person"), ("f", "days_overdue.gt.0"), ("f", "problems_open.ge.1"),
         ("f", "spend_minor.gt.10000")]
    )  # fmt: skip
    said = text_of(desk.get(address))
    for part in ("Customers who are persons", ", whose rhythm broke", ", with an open problem",
                 "and who spent more than ৳ 10,000"):  # fmt: skip
        assert part.replace("\N{NO-BREAK SPACE}", " ") in said.replace("\N{NO-BREAK SPACE}", " ")
    desk.cookies["django_language"] = "bn"
    assert "যাঁরা ৳ ১০,০০০-এর বেশি খরচ করেছেন" in text_of(desk.get(address)).replace(
        "\N{NO-BREAK SPACE}", " "
    )


def test_every_figure_can_be_asked_for_in_words_of_both_languages(empty_folder: Path) -> None:
    from django.utils import translation

    from regulars.acts.columns import card_columns
    from regulars.acts.filter_words import filter_words
    from regulars.acts.filters import filter_of, tests_of

    value = {"date": "30", "text": "person", "staff": "owner"}
    for column in card_columns().values():
        for test in tests_of(column):
            written = value.get(column.kind, "1")
            if column.kind == "date" and test in ("ge", "le"):
                written = "2026-01-01"
            asked = filter_of(f"{column.name}.{test}.{written}", currency="BDT")
            said = []
            for language in ("en", "bn"):
                with translation.override(language):
                    said.append(filter_words(asked, currency="BDT", language=language, staff={}))
            assert all(said), asked.text
            assert said[0] != said[1], asked.text


def test_a_part_is_added_in_two_steps_changed_and_left_out(desk: Client, text_of: Words) -> None:
    first = desk.get("/customers?f=orders.ge.3&figure=spend_minor").content.decode()
    assert 'name="f" value="orders.ge.3"' in first
    assert 'name="test"' in first
    added = desk.get("/customers?f=orders.ge.3&figure=spend_minor&test=gt&value=10+000")
    assert added["Location"] == "/customers?f=orders.ge.3&f=spend_minor.gt.10+000"
    changed = desk.get(
        "/customers?f=orders.ge.3&f=spend_minor.gt.10+000"
        "&figure=spend_minor&test=le&value=5&instead=spend_minor.gt.10+000"
    )
    assert changed["Location"] == "/customers?f=orders.ge.3&f=spend_minor.le.5"
    page = desk.get("/customers?f=orders.ge.3&f=spend_minor.le.5").content.decode()
    assert 'href="/customers?f=orders.ge.3"' in page


def test_an_answer_that_cannot_be_compared_with_is_asked_again(
    desk: Client, text_of: Words
) -> None:
    answer = desk.get("/customers?figure=spend_minor&test=gt&value=lots")
    assert answer.status_code == 200
    assert "“lots” is no number that can be compared with" in text_of(answer)
    assert 'value="lots"' in answer.content.decode()


@pytest.mark.parametrize(
    "wrong",
    ["nonsense", "spend_minor", "spend_minor.gt", "spend_minor.gt.1;DROP TABLE card", "x\".ge.1",
     "orders.is.3", "orders.ge.nan", "orders.ge.1e400", "spend_minor.gt.99999999999999999999",
     "last_order_on.ge.2026-02-31", "last_order_on.within.-3", "kind.is.", "\N{NULL}"],
)  # fmt: skip
def test_what_cannot_be_understood_is_said_and_left_out(
    desk: Client, book: Book, text_of: Words, wrong: str
) -> None:
    answer = desk.get("/customers", {"f": [wrong, "orders.ge.3"]})
    assert answer.status_code == 200
    assert 'class="notice"' in answer.content.decode()
    assert "with at least 3 orders" in text_of(answer)


def test_text_that_somebody_typed_is_only_compared_with(book: Book, asks: Asks) -> None:
    table = book.customers(asks("kind.is.' OR 1=1 --"))
    assert (table.count, table.rows) == (0, ())


@pytest.mark.parametrize("odd", ["after=%FF", "before=x", "sort=nobody", "c=nobody", "after=W10"])
def test_an_address_that_nobody_wrote_shows_the_first_page(desk: Client, odd: str) -> None:
    plain, strange = (desk.get(a).content.decode() for a in ("/customers", f"/customers?{odd}"))
    assert strange.count("data-row") == plain.count("data-row") == 50


def test_columns_are_chosen_and_sorted_by(desk: Client, text_of: Words) -> None:
    answer = desk.get("/customers?c=stays&c=last_nps&sort=-stays")
    page = answer.content.decode()
    assert page.count('scope="col"') == 3
    assert 'aria-sort="descending"' in page
    assert 'href="/customers?c=stays&amp;c=last_nps&amp;sort=stays"' in page


def test_a_view_is_kept_for_oneself_or_the_team_and_the_owner_may_remove_it(
    desk: Client, book: Book, text_of: Words
) -> None:
    from django.contrib.auth.models import User

    from regulars.people.models import Person

    mitali = User.objects.create_user("mitali", first_name="Mitali")
    Person.objects.create(user=mitali, role="staff")
    hers = Client()
    hers.force_login(mitali)
    for name, team in (("Quiet ones", {}), ("Large ones", {"for_team": "1"})):
        kept = {"name": name, "query": "f=orders.ge.3&after=xyz", **team}
        assert hers.post("/customers/views", kept)["Location"] == "/customers?f=orders.ge.3"
    assert "Quiet ones" in text_of(hers.get("/customers"))
    said = text_of(desk.get("/customers"))
    assert "Quiet ones" not in said
    assert "Large ones for the team, by Mitali" in said
    from regulars.people.models import SavedView

    shared = SavedView.objects.get(name="Large ones")
    own = SavedView.objects.get(name="Quiet ones")
    desk.post(f"/customers/views/{own.pk}/remove")
    desk.post(f"/customers/views/{shared.pk}/remove")
    assert list(SavedView.objects.values_list("name", flat=True)) == ["Quiet ones"]


def test_nobody_but_its_writer_and_the_owner_removes_a_view_of_the_team(
    desk: Client, text_of: Words
) -> None:
    from django.contrib.auth.models import User

    from regulars.people.models import Person, SavedView

    desk.post("/customers/views", {"name": "Ours", "query": "", "for_team": "1"})
    farid = User.objects.create_user("farid")
    Person.objects.create(user=farid, role="staff")
    his = Client()
    his.force_login(farid)
    answer = his.post(f"/customers/views/{SavedView.objects.get().pk}/remove")
    assert answer.status_code == 400
    assert "Nothing was removed" in text_of(answer)
    assert SavedView.objects.count() == 1


@pytest.mark.parametrize("name", ["", "   ", "x" * 81])
def test_a_view_without_a_name_is_not_kept(desk: Client, text_of: Words, name: str) -> None:
    answer = desk.post("/customers/views", {"name": name, "query": "f=orders.ge.3"})
    assert answer.status_code == 400
    assert "Nothing was saved" in text_of(answer)


def test_the_file_has_everybody_asked_for_with_names_and_is_safe_in_a_spreadsheet(
    desk: Client, book: Book, asks: Asks
) -> None:
    _rename_somebody(book, '=HYPERLINK("http://x")')
    answer = desk.post(
        "/customers/export", {"f": ["orders.ge.2"], "c": ["spend_minor", "chance_active"]}
    )
    assert answer["Content-Disposition"] == 'attachment; filename="customers-2026-03-01.csv"'
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    head, *rows = csv.reader(io.StringIO(text))
    assert head == ["Customer", "Name", "Spend (BDT)", "Chance to be a customer still",
                    "Chance to be a customer still, lower end",
                    "Chance to be a customer still, upper end"]  # fmt: skip
    cards = {card["customer_id"]: card for card in book.card().to_pylist() if card["orders"] >= 2}
    assert {row[0] for row in rows} == set(cards)
    assert [round(float(row[2]) * 100) for row in rows] == sorted(
        (card["spend_minor"] for card in cards.values()), reverse=True
    )
    assert not any(cell.startswith("=") for row in rows for cell in row)
    assert any(row[1].startswith("'=HYPERLINK") for row in rows)


def test_a_file_is_only_given_to_a_post_of_somebody_who_may(desk: Client, book: Book) -> None:
    from django.contrib.auth.models import User

    assert desk.get("/customers/export").status_code == 405
    reader = Client()
    reader.force_login(User.objects.create_user("somebody"))
    assert reader.post("/customers/export").status_code == 403


def test_who_was_merged_since_the_refresh_is_no_row_any_more(small_book: Book, asks: Asks) -> None:
    small_book.merge(customer_id=_shop("C-0"), other_id=_shop("C-1"), staff="owner")
    table = small_book.customers(asks())
    assert (table.count, table.of, len(table.rows)) == (2, 2, 2)


def test_who_looks_after_whom_is_a_column_and_can_be_asked_for_at_once(
    small_book: Book, asks: Asks
) -> None:
    small_book.look_after(customer_id=_shop("C-0"), staff="owner")
    columns = ("looked_after_by",)
    mine = small_book.customers(asks("looked_after_by.is.owner", columns=columns))
    assert [(row.customer_id, row.cells[0].value) for row in mine.rows] == [(_shop("C-0"), "owner")]
    others = small_book.customers(asks("looked_after_by.unknown", columns=columns))
    assert {row.customer_id for row in others.rows} == {_shop("C-1"), _shop("C-2")}


def test_a_book_without_results_says_what_will_be_here(
    empty_book: Book, log_in: Callable[[], Client], text_of: Words
) -> None:
    said = text_of(log_in().get("/customers"))
    assert "Here will be all customers" in said


def _rename_somebody(book: Book, name: str) -> None:
    """Give the largest customer of the shop another name at the desk's back."""
    from regulars.ledger.models import Customer

    largest = max(book.card().to_pylist(), key=lambda card: card["spend_minor"])["customer_id"]
    [(source, key), *_] = book._keys_now([largest])[largest]
    Customer.objects.filter(source=source, source_id=key).update(name=name)


def _shop(key: str) -> str:
    return customer_id(source="shop", key=key)


AS_OF = date(2026, 3, 1)
