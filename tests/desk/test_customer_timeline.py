"""What happened: every kind of fact in words of both languages, in the order of time."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from regulars.contracts import BY_FACT, CONTRACTS, Type, customer_id

if TYPE_CHECKING:
    from regulars.acts.portrait import Happening, Portrait
    from regulars.workspace import Book

pytestmark = pytest.mark.usefixtures("empty_folder")

ON = date(2026, 2, 3)
NOT_TOLD = {"customer", "identity", "product", "order_line", "rate", "problem_event", "known_issue",
            "claim"}  # fmt: skip
"""Who they are, parts of other facts, and what is about nobody."""
TOLD = tuple(one.fact for one in CONTRACTS if one.fact not in NOT_TOLD)
OWN = {("care", "state"): ("done", "snoozed", "not_right"), ("care", "play"): ("first_order",)}


def test_every_kind_of_fact_about_a_customer_is_told() -> None:
    from regulars.acts.happening_words import DAY_OF, WORDS
    from regulars.desk.pages.customer.timeline import labels

    assert set(WORDS) == set(DAY_OF) == set(labels()) == set(TOLD)


@pytest.mark.parametrize("fact", TOLD)
def test_every_code_of_a_fact_has_words_in_both_languages(fact: str) -> None:
    """On a Bengali page no code of ours is left; what a source wrote itself is in capitals here."""
    for row in _rows(fact):
        english, bengali = (_told(fact, row, language) for language in ("en", "bn"))
        assert english.text
        left = re.findall("[a-z_]{3,}", re.sub(r"\([A-Z]+\)", "", bengali.text + bengali.where))
        assert left == [], (row, bengali)


def _rows(fact: str) -> Iterator[dict[str, Any]]:
    """A full row, one for each code of each column, and one without all that may be left out."""
    contract = BY_FACT[fact]
    full = {"source": "SHOP", "source_id": "K-1"}
    for column in contract.columns:
        full[column.name] = {
            Type.TEXT: OWN.get((fact, column.name), column.choices or (column.name.upper(),))[0],
            Type.INTEGER: 500,
            Type.DATE: ON,
            Type.INSTANT: datetime(2026, 2, 3, 9, tzinfo=UTC),
        }[column.type]
    full |= {name: "BDT" for name in ("currency",) if name in full}
    yield full
    for column in contract.columns:
        for code in OWN.get((fact, column.name), column.choices):
            yield full | {column.name: code}
    yield {name: None if _may_be_null(fact, name) else value for name, value in full.items()}


def _may_be_null(fact: str, name: str) -> bool:
    return name in BY_FACT[fact].names and BY_FACT[fact].column(name).may_be_null


def _told(fact: str, row: dict[str, Any], language: str) -> Happening:
    from django.utils import translation

    from regulars.acts.happenings import happenings

    with translation.override(language):
        [told] = happenings({fact: [row]}, keys=[("SHOP", "C-1")], others={}, language=language)
    return told


def test_facts_of_one_day_come_in_the_order_of_their_time_the_newest_first() -> None:
    rows = list(_rows("contact"))[:1] * 3
    hours = (9, 17, None)
    facts = [
        row
        | {"source_id": str(hour), "happened_at": hour and datetime(2026, 2, 3, hour, tzinfo=UTC)}
        for row, hour in zip(rows, hours, strict=True)
    ]
    from regulars.acts.happenings import happenings

    told = happenings({"contact": facts}, keys=[], others={}, language="en")
    assert [one.source_id for one in told] == ["17", "9", "None"]


def test_orders_have_their_lines_and_problems_their_steps(
    desk: Client, book: Book, text_of: Any
) -> None:
    portrait = _first_with(book, "problems", lambda told: told.fact == "problem")
    found = book.details(portrait.timeline)
    said = text_of(desk.get(f"/customers/{portrait.customer_id}?shown=900"))
    for fact in ("order", "problem"):
        [one, *_] = [one for one in portrait.timeline if one.fact == fact]
        parts = found[fact, one.source, one.source_id]
        assert parts
        assert all(part in said for part in parts)


def test_what_somebody_wrote_is_quoted(
    small_book: Book, log_in: Callable[[], Client], tmp_path: Path, text_of: Any
) -> None:
    with (tmp_path / "reviews.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(
            [("review_id", "customer_id", "source", "site", "stars", "date", "text"),
             ("R-1", "C-0", "shop", "google", "2", "2026-02-19", "আবার একই সমস্যা")]
        )  # fmt: skip
    small_book.import_files([tmp_path / "reviews.csv"])
    page = log_in().get(f"/customers/{customer_id(source='shop', key='C-0')}?fact=review")
    assert "Review · 2 of 5 “আবার একই সমস্যা” google" in text_of(page)


def _first_with(book: Book, figure: str, wanted: Callable[[Happening], Any]) -> Portrait:
    portraits = (
        book.customer(customer_id=card["customer_id"])
        for card in book.card().to_pylist()
        if card[figure] and card["orders"]
    )
    return next(one for one in portraits if any(wanted(told) for told in one.timeline))


def test_who_sent_whom_is_told_on_both_pages_each_leading_to_the_other(
    desk: Client, book: Book
) -> None:
    sender = next(card for card in book.card().to_pylist() if card["referrals_sent"])
    portrait = book.customer(customer_id=sender["customer_id"])
    assert len(portrait.sent) >= sender["referrals_sent"]
    came = portrait.sent[0].other
    assert f'href="/customers/{came.customer_id}"' in (
        desk.get(f"/customers/{portrait.customer_id}").content.decode()
    )
    back = book.customer(customer_id=came.customer_id)
    assert portrait.customer_id in {one.other.customer_id for one in back.sent_by}


def test_the_way_on_leads_through_the_table_and_through_the_day(desk: Client, book: Book) -> None:
    table = desk.get("/customers?f=orders.ge.3").content.decode()
    links = re.findall(r'href="(/customers/[^"/]+\?from=[^"]+)"', table)
    second = desk.get(links[1]).content.decode()
    assert re.search(f'rel="prev"[^>]* href="{re.escape(links[0])}"', second)
    assert re.search(f'rel="next"[^>]* href="{re.escape(links[2])}"', second)
    assert 'href="/customers?f=orders.ge.3#customer-' in second
    plan = book.day_plan(staff="owner", language="en")
    assert plan is not None
    first, then = plan.items[:2]
    page = desk.get(f"/customers/{first.customer_id}?from={first.care_id}").content.decode()
    there = f"/customers/{then.customer_id}?from={then.care_id}"
    assert re.search(f'rel="next"[^>]* href="{re.escape(there)}"', page)
    assert 'rel="prev"' not in page


@pytest.mark.parametrize(
    "odd", ["?f=x.y.z", "?sort=nobody", "!", "!<script>", "%00", "?" + "f=a&" * 99]
)
def test_an_origin_that_nobody_wrote_does_no_harm(desk: Client, book: Book, odd: str) -> None:
    [card, *_] = book.card().to_pylist()
    answer = desk.get(f"/customers/{card['customer_id']}", {"from": odd})
    assert answer.status_code == 200
    assert "<script>" not in answer.content.decode()
