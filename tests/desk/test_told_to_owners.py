"""A problem of a customer whom somebody looks after: that person sees it at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from regulars.contracts import customer_id

if TYPE_CHECKING:
    from regulars.workspace import Book

Words = Callable[[object], str]
TOLD = "Told just now by customers you look after"


def shop(key: str) -> str:
    return customer_id(source="shop", key=key)


@pytest.fixture
def owned(small_book: Book, as_role: Callable[[str], Client], tmp_path: Path) -> Book:
    """C-0 is looked after by `staff`, who logs in by that name; C-2 belongs to C-0."""
    as_role("staff")
    small_book.look_after(customer_id=shop("C-0"), staff="staff")
    person = {"source": "shop", "source_id": "C-2", "kind": "person", "account_key": "C-0"}
    small_book.post_facts("customer", [person], sender="till")
    return small_book


def tell(book: Book, key: str, entry: str = "e" * 32) -> None:
    book.add_problem(entry_id=entry, customer_id=shop(key), text="it leaks")


def test_it_stands_on_their_today_and_in_the_rail_until_they_have_seen_it(
    owned: Book, as_role: Callable[[str], Client], text_of: Words
) -> None:
    mine, others = as_role("staff"), as_role("owner")
    assert TOLD not in text_of(mine.get("/"))
    tell(owned, "C-0")
    page = text_of(mine.get("/"))
    assert TOLD in page and "it leaks" in page
    assert "1 told by customers you look after" in text_of(mine.get("/customers"))
    assert TOLD not in text_of(others.get("/"))
    assert "told by customers you look after" not in text_of(others.get("/customers"))
    told = owned.told_of_theirs(staff="staff")
    [step] = owned.seen_steps([(one.source, one.problem_key) for one in told]).values()
    from regulars.desk.pages.problems.problem_ids import problem_id

    here = f"/problems/{problem_id('desk', 'e' * 32)}"
    answer = mine.post(f"{here}/seen", {"act_id": "a" * 32, "seen": step})
    assert answer["Location"] == "/"
    assert TOLD not in text_of(mine.get("/"))
    assert "seen by who looks after them · staff" in text_of(mine.get(here))
    [one] = owned.open_problems().since
    assert one.in_charge is None, "seen is not in charge"


def test_one_of_a_person_is_told_to_who_looks_after_their_account(owned: Book) -> None:
    tell(owned, "C-2")
    [one] = owned.told_of_theirs(staff="staff")
    assert one.text == "it leaks"
    assert owned.told_of_theirs(staff="owner") == ()


def test_the_public_page_and_the_api_tell_them_too(owned: Book) -> None:
    from regulars.workspace.told_problems import Spot, Told

    link = owned.tell_link(Spot(customer_id=shop("C-0")))
    sent = {"entry_id": "b" * 32, "topic": "", "text": "by the page"}
    assert Client().post(f"/tell/{link}", sent).status_code == 302
    posted = {
        "source": "till",
        "source_id": "P-1",
        "customer_source": "shop",
        "customer_key": "C-0",
        "state": "open",
        "happened_on": owned._day(_now()).isoformat(),
        "text": "by the API",
    }
    assert owned.post_facts("problem", [posted], sender="till").counts["new"] == 1
    told = owned.told_of_theirs(staff="staff")
    assert {one.text for one in told} == {"by the page", "by the API"}
    assert Told("x").reached_by is None


def test_who_is_in_charge_and_what_is_solved_is_not_told_again(owned: Book) -> None:
    tell(owned, "C-0")
    owned.add_problem(
        entry_id="f" * 32, customer_id=shop("C-0"), text="mine already", staff="staff"
    )
    assert [one.text for one in owned.told_of_theirs(staff="staff")] == ["it leaks"]
    from regulars.acts import problem_acts

    at = _now()
    owned.say_of_problem(
        source="desk",
        problem_key="e" * 32,
        say=lambda row: problem_acts.ended(row, note=None, on=owned._day(at), at=at),
        step_id="a" * 32,
        seen="",
        staff="owner",
    )
    assert owned.told_of_theirs(staff="staff") == ()


def test_web_hooks_hear_whose_customer_it_is(owned: Book, monkeypatch: Any) -> None:
    heard: list[Any] = []
    monkeypatch.setattr("regulars.workspace.telling.is_wanted", lambda event: True)
    monkeypatch.setattr(
        type(owned), "announce", lambda _, event, data, at=None: heard.append((event, data))
    )
    tell(owned, "C-2")
    tell(owned, "C-1", "f" * 32)
    owners = [data["owner"] for event, data in heard if event == "problem.new"]
    assert owners == ["staff", None]


def _now() -> Any:
    from regulars.workspace.opened import now

    return now()
