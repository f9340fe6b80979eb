"""Several people plan their day, and answer lines, at one instant: nobody is cared for twice."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from regulars.contracts import customer_id

if TYPE_CHECKING:
    from regulars.workspace import Book

AS_OF = date(2026, 6, 30)
PEOPLE = ("mina", "omar", "tuli", "zoe")
CUSTOMERS = 40


@pytest.fixture
def late(book: Book, tmp_path: Path) -> Book:
    """Forty customers who are late for the first time: ten minutes each."""
    lines = ["order_id,customer_id,order_date,amount"]
    for number in range(CUSTOMERS):
        days = [AS_OF - timedelta(days=50 + 10 * place) for place in range(6)]
        lines += [f"{number}-{place},c{number},{day},100" for place, day in enumerate(days)]
    (tmp_path / "orders.csv").write_text("\n".join(lines) + "\n")
    path = book.folder / "book.toml"
    path.write_text(path.read_text().replace("holdout_share = 0.1", "holdout_share = 0"))
    book.import_files([tmp_path / "orders.csv"])
    book.refresh(as_of=AS_OF)
    return book


def at_once(works: list[Callable[[], Any]]) -> None:
    """All let go at the same instant; the first that failed is raised."""
    from django.db import connections

    failed: list[BaseException] = []
    ready = threading.Barrier(len(works))

    def run(work: Callable[[], Any]) -> None:
        try:
            ready.wait(30)
            work()
        except BaseException as error:
            failed.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
        assert not thread.is_alive()
    if failed:
        raise failed[0]


def lists(book: Book) -> dict[str, list[str]]:
    plans = {staff: book.day_plan(staff=staff) for staff in PEOPLE}
    return {staff: [item.customer for item in plan.items] for staff, plan in plans.items() if plan}


def test_no_customer_is_on_two_lists_and_no_time_is_left_unused(late: Book) -> None:
    at_once([lambda staff=staff: late.today(staff=staff, hours=1.5) for staff in PEOPLE])
    found = lists(late)
    everybody = [one for some in found.values() for one in some]
    assert len(everybody) == len(set(everybody)) == 4 * 9
    assert {len(some) for some in found.values()} == {9}


def test_more_hours_at_once_take_only_those_who_are_on_nobodys_list(late: Book) -> None:
    for staff in PEOPLE:
        late.today(staff=staff, hours=1)
    before = lists(late)
    at_once([lambda staff=staff: late.today(staff=staff, hours=3) for staff in PEOPLE])
    found = lists(late)
    everybody = [one for some in found.values() for one in some]
    assert len(everybody) == len(set(everybody)) == CUSTOMERS
    for staff in PEOPLE:
        assert found[staff][: len(before[staff])] == before[staff]


def test_one_person_who_asks_twice_at_once_gets_one_list(late: Book) -> None:
    at_once([lambda: late.today(staff="mina", hours=1) for _ in range(4)])
    [mine] = lists(late).values()
    assert len(mine) == len(set(mine)) == 6


def test_who_takes_a_line_up_at_once_with_another_is_told_that_it_is_gone(late: Book) -> None:
    from regulars.acts import UnknownCare

    late.today(staff="mina", hours=1)
    one = customer_id(source="own", key="c30")
    told: list[str] = []

    def take(staff: str) -> None:
        try:
            late.take_up(customer_id=one, play="rhythm_broke", staff=staff)
        except UnknownCare as error:
            told.append(str(error))

    at_once([lambda staff=staff: take(staff) for staff in PEOPLE])
    assert len(told) == 3
    assert sum("c30" in some for some in lists(late).values()) == 1


def test_an_answer_and_a_hand_over_at_once_lose_neither_the_line_nor_the_answer(late: Book) -> None:
    from django.contrib.auth.models import User

    from regulars.acts import NotAnAnswer
    from regulars.people.models import Person

    user = User.objects.create_user("omar")
    Person.objects.create(user=user, role="staff")

    def hand_over(care_id: str) -> None:
        try:
            late.hand_over(care_id=care_id, to="omar")
        except NotAnAnswer:
            return  # it was done a moment before

    for item in late.today(staff="mina", hours=1).items:
        at_once(
            [
                partial(late.done, care_id=item.care_id, received=None, note=None),
                partial(hand_over, item.care_id),
            ]
        )
    plans = [late.day_plan(staff=staff) for staff in ("mina", "omar")]
    states = {item.care_id: item.state for plan in plans if plan for item in plan.items}
    assert list(states.values()) == ["done"] * 6
