"""One customer: what they bring, how they like it, and what happened."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from regulars.contracts import customer_id

if TYPE_CHECKING:
    from regulars.acts.portrait import Portrait
    from regulars.workspace import Book

Words = Callable[[object], str]


@pytest.fixture
def portrait(book: Book) -> Portrait:
    """Of the day's customers, the one of whom most is known."""
    plan = book.day_plan(staff="owner", language="en")
    assert plan is not None
    everybody = [book.customer(customer_id=item.customer_id, language="en") for item in plan.items]
    return max(everybody, key=lambda one: len(one.timeline))


def test_the_page_names_the_customer_and_the_next_contact(
    desk: Client, portrait: Portrait, text_of: Words
) -> None:
    said = text_of(desk.get(f"/customers/{portrait.customer_id}"))
    assert portrait.customer in said
    assert f"Next contact: {portrait.how.text}" in said


def test_what_they_bring_is_said_with_its_interval_and_drawn(
    desk: Client, portrait: Portrait, text_of: Words
) -> None:
    from regulars.desk.formats.money import estimate, high_end, low_end

    answer = desk.get(f"/customers/{portrait.customer_id}")
    amount = estimate(portrait.expected_spend_365_minor, currency="BDT")
    low = low_end(portrait.expected_spend_365_low_minor, currency="BDT")
    high = high_end(portrait.expected_spend_365_high_minor, currency="BDT")
    assert f"Own spend {amount}" in text_of(answer)
    assert f"in 8 of 10 cases between {low} and {high}" in text_of(answer)
    assert 'class="spend__band"' in answer.content.decode()


def test_every_figure_has_its_value_or_says_that_there_is_too_little_data(
    desk: Client, portrait: Portrait, text_of: Words
) -> None:
    said = text_of(desk.get(f"/customers/{portrait.customer_id}"))
    assert "Figures, as of 1 Mar 2026" in said
    for figure in portrait.figures:
        assert f"{figure.label} {figure.value or 'not enough data yet'}" in said


def test_a_customer_without_an_estimate_is_given_no_number(
    small_book: Book, log_in: Callable[[], Client], text_of: Words
) -> None:
    plan = small_book.today()
    answer = log_in().get(f"/customers/{plan.items[0].customer_id}")
    assert "What they bring, next 12 months not enough data yet" in text_of(answer)
    assert 'class="spend"' not in answer.content.decode()


def test_the_timeline_can_be_looked_at_by_kind(
    desk: Client, portrait: Portrait, text_of: Words
) -> None:
    orders = [happening for happening in portrait.timeline if happening.fact == "order"]
    others = [happening for happening in portrait.timeline if happening.fact != "order"]
    page = text_of(desk.get(f"/customers/{portrait.customer_id}?fact=order&shown=900"))
    _, said = page.split("What happened")
    assert all(happening.text in said for happening in orders)
    assert not any(happening.text in said for happening in others)


def test_the_timeline_goes_on_page_by_page(
    desk: Client, portrait: Portrait, text_of: Words
) -> None:
    assert len(portrait.timeline) > 20
    address = f"/customers/{portrait.customer_id}"
    first = desk.get(address).content.decode()
    assert first.count('class="happening"') == 20
    assert "shown=40#next" in first
    second = desk.get(f"{address}?shown=40").content.decode()
    assert second.count('class="happening"') == min(40, len(portrait.timeline))


@pytest.mark.parametrize("wrong", ["fact=nonsense", "shown=-3", "shown=all", "shown=" + "9" * 400])
def test_an_address_that_nobody_wrote_shows_the_plain_page(
    desk: Client, portrait: Portrait, wrong: str
) -> None:
    plain = desk.get(f"/customers/{portrait.customer_id}").content.decode()
    odd = desk.get(f"/customers/{portrait.customer_id}?{wrong}").content.decode()
    assert odd.count('class="happening"') == plain.count('class="happening"')


def test_the_way_back_leads_to_the_line_one_came_from(desk: Client, portrait: Portrait) -> None:
    page = desk.get(f"/customers/{portrait.customer_id}?from=abc").content.decode()
    assert 'href="/#care-abc"' in page


def test_a_customer_who_is_not_in_the_book_is_not_found(desk: Client, text_of: Words) -> None:
    answer = desk.get("/customers/nobody")
    assert answer.status_code == 404
    assert "Nothing was lost" in text_of(answer)


def test_an_old_address_of_a_merged_customer_leads_to_the_one_they_are_now(
    small_book: Book, log_in: Callable[[], Client], text_of: Words
) -> None:
    """For the time being: the merge may be taken back."""
    small_book.merge(customer_id=_shop("C-0"), other_id=_shop("C-1"), staff="owner")
    small_book.refresh(as_of=small_book.as_of)
    [elder, younger] = sorted(
        (_shop("C-0"), _shop("C-1")), key=lambda one: one not in _ids_on_the_card(small_book)
    )
    desk = log_in()
    answer = desk.get(f"/customers/{younger}?from=abc&fact=order")
    assert (answer.status_code, answer["Location"]) == (
        302,
        f"/customers/{elder}?from=abc&fact=order",
    )
    page = desk.get(f"/customers/{younger}", follow=True)
    assert page.redirect_chain == [(f"/customers/{elder}", 302)]
    assert "Orders 2" in text_of(page)


def _shop(key: str) -> str:
    return customer_id(source="shop", key=key)


def _ids_on_the_card(book: Book) -> list[str]:
    ids: list[str] = book.card(columns=["customer_id"])["customer_id"].to_pylist()
    return ids


def test_what_else_is_known_stands_in_groups_on_the_page(
    desk: Client, book: Book, text_of: Words
) -> None:
    from regulars.acts.more_figures import more_figures

    rows = book.card().to_pylist()
    groups = [more_figures(row, currency="BDT", language="en") for row in rows]
    fullest, barest = (choose(groups, key=len) for choose in (max, min))
    assert len(fullest) > 3
    for chosen in (fullest, barest):
        row = rows[groups.index(chosen)]
        said = text_of(desk.get(f"/customers/{row['customer_id']}"))
        assert ("What else is known" in said) == bool(chosen)
        for group in chosen:
            first = group.figures[0]
            assert f"{group.label} {first.label} {first.value}" in said
            assert all(f"{one.label} {one.value}" in said for one in group.figures)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "en",
            {
                "Buying": "Longest gap so far 1 day",
                "Staying": "Next arrival 9 March 2026; Stays 3",
                "Problems": "Open problems 0; Problems 2; Last CES 6 of 7",
                "Word of mouth": "Last rating 4.5 of 5 (1 March 2026)",
            },
        ),
        (
            "bn",
            {
                "কেনাকাটা": "এ পর্যন্ত দীর্ঘতম ব্যবধান ১ দিন",
                "থাকা": "পরের আগমন ৯ মার্চ ২০২৬; অবস্থান ৩",
                "সমস্যা": "অমীমাংসিত সমস্যা ০; সমস্যা ২; শেষ CES ৭-এর মধ্যে ৬",
                "মুখে মুখে": "শেষ রেটিং ৫-এর মধ্যে ৪.৫ (১ মার্চ ২০২৬)",
            },
        ),
    ],
)
def test_only_what_is_known_is_said_with_its_unit(
    book: Book, language: str, words: dict[str, str]
) -> None:
    """No zeros but those that tell something, and nothing of a group that is empty or all 0."""
    from django.utils import translation

    from regulars.acts.more_figures import more_figures

    card = {
        **{"stays": 3, "next_arrival_on": date(2026, 3, 9), "no_shows": 0},
        **{"problems": 2, "problems_open": 0, "oldest_open_problem_days": None, "last_ces": 6},
        **{"last_nps": None, "last_rating_milli": 4500, "last_rating_on": date(2026, 3, 1)},
        **{"referrals_sent": 0, "sent_spend_minor": 0, "discount_share": 0.0, "contacts_by_us": 0},
        **{"longest_gap_days": 1},
    }
    with translation.override(language):
        groups = more_figures(card, currency="BDT", language=language)
    assert {
        group.label: "; ".join(
            f"{one.label} {one.value}" + (f" ({one.note})" if one.note else "")
            for one in group.figures
        )
        for group in groups
    } == words
