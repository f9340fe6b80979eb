"""Getting in touch from a line: the buttons, the words, and what may not be offered."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

if TYPE_CHECKING:
    from regulars.workspace import Book

Words = Callable[[object], str]
DAY = datetime(2026, 3, 1, 6, tzinfo=UTC)
"""Noon in Dhaka."""
NIGHT = datetime(2026, 3, 1, 17, tzinfo=UTC)


@pytest.fixture(autouse=True)
def by_day(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    from regulars.workspace import lists

    def at(clock: datetime) -> None:
        monkeypatch.setattr(lists, "now", lambda: clock)

    at(DAY)
    return at


def lines(book: Book) -> list[Any]:
    return [item for item in book.day_plan().items if item.ways.call]


def section(page: str, item: Any) -> str:
    """The line as it stands in the page."""
    start = page.index(f'id="care-{item.care_id}"')
    return unescape(page[start : page.index("</li>", start)])


def test_every_way_is_a_link_that_opens_what_it_says(desk: Client, book: Book) -> None:
    page = desk.get("/").content.decode()
    assert lines(book)
    for item in lines(book):
        for way in item.ways.ways:
            assert f'href="{way.address}"' in section(page, item)
        assert item.ways.text in section(page, item)
        assert item.ways.number in section(page, item)


def test_in_quiet_hours_no_call_is_offered_and_the_line_says_why(
    desk: Client, book: Book, by_day: Callable[[datetime], None]
) -> None:
    item = lines(book)[0]
    by_day(NIGHT)
    page = desk.get("/").content.decode()
    assert "tel:" not in page
    assert "quiet hours: no calls before 08:00" in section(page, item)
    assert "https://wa.me/" in page, "a message can wait until they look"


def test_without_consent_optional_care_shows_no_number_at_all(desk: Client, book: Book) -> None:
    item = next(one for one in lines(book) if one.optional)
    book.consent(customer_id=item.customer_id, purpose="marketing", state="withdrawn")
    told = section(desk.get("/").content.decode(), item)
    assert "consent withdrawn: only when they are here" in told
    assert not re.search(r"tel:|wa\.me|sms:|mailto:", told)
    assert "Copy the text" not in told


def test_the_words_are_marked_with_their_language(desk: Client, book: Book) -> None:
    item = lines(book)[0]
    page = desk.get("/", headers={"Accept-Language": "bn"}).content.decode()
    told = book.day_plan(language="bn")
    same = next(one for one in told.items if one.care_id == item.care_id)
    assert f'lang="{same.ways.language}"' in section(page, item)
    assert same.ways.text in section(page, item)


def test_how_to_begin_what_to_say_and_what_to_leave_stand_in_one_line(
    desk: Client, book: Book
) -> None:
    page = desk.get("/").content.decode()
    known = [item for item in book.day_plan().items if item.how.treatment]
    assert known
    for item in known:
        told = section(page, item)
        how = told[told.index('class="line__how"') :]
        how = how[: how.index("</p>")]
        assert how.index(item.how.greet) < how.index(item.how.text) < how.index(item.how.avoid)


def test_the_channel_goes_with_done_and_teaches_the_treatment(desk: Client, book: Book) -> None:
    from django.db.models import Q

    from regulars.ledger.current import current_rows

    item = lines(book)[0]
    answer = {"received": "welcome", "channel": "call", "note": ""}
    assert desk.post(f"/today/{item.care_id}/done", answer).status_code == 302
    [care] = current_rows("care", Q(source_id=item.care_id))
    assert (care["state"], care["received"], care["channel"]) == ("done", "welcome", "call")
    assert desk.post(f"/today/{item.care_id}/done", {"channel": "pigeon"}).status_code == 400


def test_an_answered_line_says_what_follows(desk: Client, book: Book, text_of: Words) -> None:
    items = book.today(hours=20).items
    first, second, third, *_ = [item for item in items if item.play == "rhythm_broke"]
    book.done(care_id=first.care_id, received=None, note=None)
    book.not_right(care_id=second.care_id, reason="wrong_facts", note=None)
    book.not_right(care_id=third.care_id, reason="no_longer_a_customer", note=None)
    said = text_of(desk.get("/"))
    assert "“The rhythm broke” lets them alone until 30 April 2026" in said
    assert "was wrong about them and lets them alone until 30 April 2026; other plays" in said
    assert "on nobody’s list from now on, until this is undone" in said


def test_what_was_written_since_the_refresh_stands_on_the_line(
    desk: Client, book: Book, text_of: Words
) -> None:
    item = book.day_plan().items[0]
    book.add_problem(entry_id="p", customer_id=item.customer_id, text="the roof leaks")
    page = desk.get("/").content.decode()
    assert re.search(
        r"changed since ([^<]*, )?\d\d:\d\d:</strong> a new problem: “the roof leaks”",
        section(page, item),
    )
