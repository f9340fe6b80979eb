"""Done, snooze, not right, and undo: with a fragment, and without JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from django.test import Client

if TYPE_CHECKING:
    from regulars.acts.today import Item
    from regulars.workspace import Book

FRAGMENT = {"HX-Request": "true"}
Words = Callable[[object], str]


def line(book: Book, place: int = 0) -> Item:
    plan = book.day_plan(staff="owner", language="en")
    assert plan is not None
    return plan.items[place]


@pytest.mark.parametrize("received", ["welcome", "neutral", "unwelcome"])
def test_done_keeps_how_it_was_received_and_the_note(
    desk: Client, book: Book, text_of: Words, received: str
) -> None:
    care_id = line(book).care_id
    desk.post(f"/today/{care_id}/done", {"received": received, "note": "Will call in May."})
    done = line(book)
    assert (done.state, done.received, done.note) == ("done", received, "Will call in May.")
    assert "Will call in May." in text_of(desk.get("/"))


def test_done_may_leave_open_how_it_was_received(desk: Client, book: Book) -> None:
    desk.post(f"/today/{line(book).care_id}/done", {"received": "", "note": ""})
    assert (line(book).state, line(book).received, line(book).note) == ("done", None, None)


@pytest.mark.parametrize("days", [1, 3, 7])
def test_snooze_says_until_when(desk: Client, book: Book, text_of: Words, days: int) -> None:
    desk.post(f"/today/{line(book).care_id}/snooze", {"days": str(days)})
    assert line(book).state == "snoozed"
    assert line(book).snoozed_until_on is not None
    assert "snoozed until" in text_of(desk.get("/"))
    assert "1 set aside" in text_of(desk.get("/"))


@pytest.mark.parametrize("reason", ["wrong_facts", "wrong_moment", "no_longer_a_customer", "other"])
def test_not_right_takes_its_reason(desk: Client, book: Book, reason: str) -> None:
    desk.post(f"/today/{line(book).care_id}/not-right", {"reason": reason, "note": "Moved."})
    assert (line(book).state, line(book).note) == ("not_right", "Moved.")


@pytest.mark.parametrize(
    ("act", "said"),
    [
        ("done", {"received": "welcome"}),
        ("snooze", {"days": "3"}),
        ("not-right", {"reason": "other"}),
    ],
)
def test_undo_puts_a_line_back_as_it_was(
    desk: Client, book: Book, act: str, said: dict[str, str]
) -> None:
    before = line(book)
    desk.post(f"/today/{before.care_id}/{act}", said)
    assert line(book).state != "shown"
    desk.post(f"/today/{before.care_id}/put-back")
    after = line(book)
    assert (after.state, after.received, after.snoozed_until_on) == ("shown", None, None)


def test_without_javascript_one_comes_back_to_the_line(desk: Client, book: Book) -> None:
    care_id = line(book).care_id
    answer = desk.post(f"/today/{care_id}/done", {"received": "welcome"})
    assert answer.status_code == 302
    assert answer["Location"] == f"/#care-{care_id}"


def test_a_fragment_brings_the_line_the_progress_and_what_to_say_aloud(
    desk: Client, book: Book, text_of: Words
) -> None:
    item = line(book)
    answer = desk.post(f"/today/{item.care_id}/done", {"received": "welcome"}, headers=FRAGMENT)
    page = answer.content.decode()
    assert f'id="care-{item.care_id}"' in page
    for part in ('id="progress"', 'id="rail-count"', 'id="said"'):
        assert part in page
    assert "1 of " in text_of(answer)
    assert f"{item.customer}: welcome" in text_of(answer)
    assert "<html" not in page


@pytest.mark.parametrize(
    ("act", "said"),
    [
        ("done", {"received": "delighted"}),
        ("done", {"note": "x" * 1001}),
        ("snooze", {"days": "400"}),
        ("snooze", {}),
        ("not-right", {"reason": "because"}),
        ("not-right", {}),
    ],
)
def test_an_answer_that_the_page_does_not_offer_changes_nothing(
    desk: Client, book: Book, text_of: Words, act: str, said: dict[str, str]
) -> None:
    answer = desk.post(f"/today/{line(book).care_id}/{act}", said)
    assert answer.status_code == 400
    assert "Nothing was recorded" in text_of(answer)
    assert line(book).state == "shown"


def test_an_unknown_line_is_not_found(desk: Client, text_of: Words) -> None:
    answer = desk.post("/today/nobody/done", {"received": "welcome"})
    assert answer.status_code == 404
    assert "Nothing was lost" in text_of(answer)


def test_a_form_without_the_key_of_the_log_in_is_refused(
    desk: Client, book: Book, text_of: Words
) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = desk.cookies
    answer = strict.post(f"/today/{line(book).care_id}/done", {"received": "welcome"})
    assert answer.status_code == 403
    assert "open for too long" in text_of(answer)
    assert line(book).state == "shown"


def test_handled_lines_come_after_the_waiting_ones(desk: Client, book: Book) -> None:
    first, second = line(book, 0), line(book, 1)
    desk.post(f"/today/{first.care_id}/done", {"received": ""})
    page = desk.get("/").content.decode()
    assert page.index(f'id="care-{second.care_id}"') < page.index(f'id="care-{first.care_id}"')


def test_when_all_is_handled_the_page_says_so(desk: Client, book: Book, text_of: Words) -> None:
    plan = book.day_plan(staff="owner", language="en")
    assert plan is not None
    for item in plan.items:
        desk.post(f"/today/{item.care_id}/done", {"received": ""})
    assert "That was all for today." in text_of(desk.get("/"))
