"""Today: whom to take care of, why, and how."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.test import Client

if TYPE_CHECKING:
    from regulars.acts.today import Today
    from regulars.workspace import Book

Words = Callable[[object], str]


def plan_of(book: Book, *, language: str = "en") -> Today:
    plan = book.day_plan(staff="owner", language=language)
    assert plan is not None
    return plan


def test_the_title_names_the_day(desk: Client, text_of: Words) -> None:
    assert "Today, Sunday 1 March" in text_of(desk.get("/"))


def test_every_line_says_whom_why_how_and_how_long(
    desk: Client, book: Book, text_of: Words
) -> None:
    said = text_of(desk.get("/"))
    assert plan_of(book).items
    for item in plan_of(book).items:
        for part in (item.customer, item.play_title, item.why, item.how.text):
            assert part in said
        assert f"{item.minutes} min" in said


def test_every_line_has_the_answers_to_itself_and_to_no_other(desk: Client, book: Book) -> None:
    page = desk.get("/").content.decode()
    for item in plan_of(book).items:
        one = page.split(f'id="care-{item.care_id}"')[1].split("</li>")[0]
        for act in ("done", "snooze", "not-right"):
            assert one.count(f'action="/today/{item.care_id}/{act}"') == 1
        ids = {part.split("/")[0] for part in one.split('action="/today/')[1:]}
        assert ids == {item.care_id}


def test_every_line_says_what_it_rests_on_and_how_it_is_judged(
    desk: Client, book: Book, text_of: Words
) -> None:
    said = text_of(desk.get("/"))
    for item in plan_of(book).items:
        for evidence in item.evidence:
            assert evidence.label in said and evidence.value in said
        for part in (item.judged, item.left_alone, item.effect_source):
            assert part in said
    assert "assumed" in said


def test_a_line_shows_its_stake_with_its_interval(desk: Client, book: Book) -> None:
    from regulars.desk.formats.money import estimate, interval

    page = desk.get("/").content.decode()
    staked = [item for item in plan_of(book).items if item.stake_minor is not None]
    assert staked
    for item in staked:
        assert estimate(item.stake_minor, currency="BDT") in page
        ends = interval(item.stake_low_minor, item.stake_high_minor, currency="BDT")
        assert f"at stake a year · {ends}" in page


def test_how_is_not_known_is_said_and_draws_no_dot(desk: Client, book: Book) -> None:
    page = desk.get("/").content.decode()
    known = [item for item in plan_of(book).items if item.how.treatment is not None]
    # Without consent an optional line says that instead.
    unknown = [item for item in plan_of(book).items if item.how.text == "not known: ask"]
    assert unknown
    assert all(item.how.treatment is None for item in unknown)
    assert page.count('class="treatment__line"') == len(known)
    assert page.count("not known: ask") >= len(unknown)


def test_the_progress_counts_lines_and_minutes(desk: Client, book: Book, text_of: Words) -> None:
    from regulars.desk.formats.durations import hours, minutes

    plan = plan_of(book)
    said = text_of(desk.get("/"))
    assert f"0 of {len(plan.items)} done" in said
    assert f"{minutes(plan.minutes_left)} left of {hours(plan.hours)}" in said


def test_what_lies_below_the_line_is_counted_and_can_be_shown(
    desk: Client, book: Book, text_of: Words
) -> None:
    said = text_of(desk.get("/"))
    assert f"{plan_of(book).below_the_line} more lie below the line" in said
    assert "Show them" in said
    assert plan_of(book).below[0].customer in said


def test_more_hours_bring_more_lines(desk: Client, book: Book) -> None:
    before = len(plan_of(book).items)
    assert desk.post("/today/plan", {"hours": "4"})["Location"] == "/"
    assert len(plan_of(book).items) > before


def test_hours_that_no_day_has_are_refused(desk: Client, book: Book) -> None:
    before = plan_of(book)
    for hours in ("-1", "25", "many"):
        assert desk.post("/today/plan", {"hours": hours}).status_code == 400
    assert plan_of(book).items == before.items


def test_the_top_says_as_of_when_and_how_long_the_refresh_took(
    desk: Client, text_of: Words
) -> None:
    said = text_of(desk.get("/"))
    assert "as of 1 Mar" in said
    assert "refreshed in" in said


def test_the_rail_counts_what_is_left(desk: Client, book: Book, text_of: Words) -> None:
    assert f"{len(plan_of(book).items)} left to do" in text_of(desk.get("/"))


def test_fewer_hours_leave_fewer_lines_and_lose_none(desk: Client, book: Book) -> None:
    desk.post("/today/plan", {"hours": "4"})
    long = plan_of(book)
    desk.post("/today/plan", {"hours": "1"})
    short = plan_of(book)

    assert short.hours == 1
    assert short.minutes_planned <= 60 < long.minutes_planned
    assert short.items == long.items[: len(short.items)] or {
        item.care_id for item in short.items
    } < {item.care_id for item in long.items}
    left_out = len(long.items) - len(short.items)
    assert short.below_the_line == long.below_the_line + left_out

    desk.post("/today/plan", {"hours": "4"})
    assert plan_of(book).items == long.items


def test_a_day_without_anybody_to_care_for_is_told_from_one_not_planned(
    desk: Client, book: Book, text_of: Words
) -> None:
    assert "The day is not planned yet" not in text_of(desk.get("/"))
    book.today(hours=0)
    said = text_of(desk.get("/"))

    assert plan_of(book).items == ()
    assert "Nobody to take care of today" in said
    assert "The day is not planned yet" not in said
