"""The day's list stays as it was planned, and what was said of its lines is kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import regulars

if TYPE_CHECKING:
    from regulars.workspace import Book

DAY = date(2026, 3, 1)
Line = tuple[str, str]


@pytest.fixture
def book(own: Path) -> Iterator[Book]:
    book = regulars.open(own)
    yield book
    book.close()


def lines(day: Any) -> list[Line]:
    return [(item.customer_id, item.play) for item in day.items]


def next_list(book: Book, *, days: int, hours: float = 40) -> list[Line]:
    """The list some days later, with time for everybody."""
    book.refresh(as_of=DAY + timedelta(days=days))
    return lines(book.today(hours=hours))


def cared_for() -> set[str]:
    """The customers of whom something was written at the desk, also those held out."""
    from django.db.models import Q

    from regulars.ledger.current import current_rows

    return {row["customer_key"] for row in current_rows("care", Q())}


def test_asked_twice_it_is_the_same_list(book: Book) -> None:
    first = book.today(hours=2)
    assert lines(first)
    assert lines(book.today(hours=2)) == lines(first)
    assert lines(book.today()) == lines(first)


def test_it_is_the_same_after_another_refresh_of_the_same_day(book: Book) -> None:
    first = lines(book.today(hours=2))
    book.refresh(as_of=DAY)
    assert lines(book.today(hours=2)) == first


def test_more_hours_put_more_below_what_is_there(book: Book) -> None:
    first, longer = lines(book.today(hours=1)), lines(book.today(hours=2))
    assert longer[: len(first)] == first
    assert len(longer) > len(first)


def test_more_hours_leave_out_only_what_no_longer_fits(
    book: Book, business: Path, tmp_path: Path
) -> None:
    import shutil

    book.today(hours=1)
    book.today(hours=2)
    grown = book.today(hours=4)
    at_once = regulars.open(shutil.copytree(business, tmp_path / "at-once")).today(hours=4)
    left = 240 - sum(item.minutes for item in grown.items)
    assert left >= 0
    missing = [item for item in at_once.items if (item.customer_id, item.play) not in lines(grown)]
    assert len(missing) < len(at_once.items) / 10
    assert all(item.minutes > left for item in missing)


def test_nobody_is_on_the_list_twice(book: Book) -> None:
    customers = [customer for customer, _ in lines(book.today(hours=40))]
    assert len(customers) == len(set(customers))


def test_who_was_cared_for_is_let_alone_while_the_play_cools_down(book: Book) -> None:
    day = book.today(hours=2)
    item = next(item for item in day.items if item.play == "rhythm_broke")
    book.done(care_id=item.care_id, received="welcome", note=None)
    assert (item.customer_id, item.play) in lines(book.today())
    for days in (1, 59):
        assert (item.customer_id, "rhythm_broke") not in next_list(book, days=days)
    assert (item.customer_id, "rhythm_broke") in next_list(book, days=60)


def test_what_was_not_right_is_let_alone_as_long(book: Book) -> None:
    wrong = [item for item in book.today(hours=4).items if item.play == "rhythm_broke"]
    for item in wrong:
        book.not_right(care_id=item.care_id, reason="wrong_moment", note="holidays")
    lines_of_play = {(item.customer_id, "rhythm_broke") for item in wrong}
    assert not lines_of_play & set(next_list(book, days=59))
    # By then some have another line that is worth more, and nobody has two.
    assert lines_of_play & set(next_list(book, days=60))


def test_who_is_no_longer_a_customer_is_never_on_a_list_again(book: Book) -> None:
    item = book.today(hours=2).items[0]
    book.not_right(care_id=item.care_id, reason="no_longer_a_customer", note=None)
    for days in (1, 100):
        assert item.customer_id not in dict(next_list(book, days=days))


def test_who_is_snoozed_comes_back_on_the_day_said(book: Book) -> None:
    item = next(item for item in book.today(hours=2).items if item.play == "rhythm_broke")
    book.snooze(care_id=item.care_id, days=7)
    assert item.customer_id not in dict(next_list(book, days=6))
    assert item.customer_id in dict(next_list(book, days=7))


def test_a_line_put_back_is_as_if_nothing_had_been_said(book: Book) -> None:
    item = next(item for item in book.today(hours=2).items if item.play == "rhythm_broke")
    book.done(care_id=item.care_id, received="unwelcome", note="busy")
    book.put_back(care_id=item.care_id)
    [again] = [one for one in book.today().items if one.care_id == item.care_id]
    assert (again.state, again.received, again.note) == ("shown", None, None)
    assert (item.customer_id, item.play) in next_list(book, days=1)


def test_undo_and_import_again_forget_nothing_of_the_care(book: Book, files: list[Path]) -> None:
    day = book.today(hours=8)
    done, snoozed, *_ = [item for item in day.items if item.play == "rhythm_broke"]
    book.done(care_id=done.care_id, received="welcome", note="glad")
    book.snooze(care_id=snoozed.care_id, days=30)
    book.undo(1)
    assert book.refresh(as_of=DAY).customers == len(cared_for())
    book.import_files(files)
    after = next_list(book, days=1)
    assert (done.customer_id, "rhythm_broke") not in after
    assert snoozed.customer_id not in dict(after)
    portrait = book.customer(customer_id=done.customer_id)
    assert any(happening.quote == "glad" for happening in portrait.timeline)


def test_undo_keeps_the_day_s_list_readable(book: Book) -> None:
    first = book.today(hours=2)
    book.undo(1)
    assert lines(book.today(hours=2)) == lines(first)
    book.refresh(as_of=DAY)
    # Who was matched with another is somebody of their own again, and stays on the list.
    kept = book.today(hours=2).items
    assert [item.care_id for item in kept] == [item.care_id for item in first.items]
    assert [item.customer for item in kept] == [item.customer for item in first.items]


def test_an_unknown_line_or_answer_is_refused(book: Book) -> None:
    from regulars.acts.outcome import NotAnAnswer, UnknownCare

    item = book.today(hours=2).items[0]
    with pytest.raises(UnknownCare, match="nothing was changed"):
        book.done(care_id="nothing", received=None, note=None)
    with pytest.raises(NotAnAnswer, match="welcome, neutral, unwelcome"):
        book.done(care_id=item.care_id, received="delighted", note=None)
    with pytest.raises(NotAnAnswer, match="1 to 365 days"):
        book.snooze(care_id=item.care_id, days=0)
    [same] = [one for one in book.today().items if one.care_id == item.care_id]
    assert same.state == "shown"
