"""The team's day: everybody's list, and lines that change hands."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

if TYPE_CHECKING:
    from regulars.workspace import Book

Words = Callable[[object], str]
At = Callable[[str], Client]


def plan(book: Book, staff: str) -> Any:
    found = book.day_plan(staff=staff)
    assert found is not None
    return found


def test_each_sees_their_own_list_for_their_own_hours(staffed: Book, desk_of: At) -> None:
    pages = {name: desk_of(name).get("/").content.decode() for name in ("owner", "mina", "omar")}
    ids = {name: set(re.findall(r'id="care-([^"]+)"', page)) for name, page in pages.items()}
    assert all(ids.values())
    assert not ids["owner"] & ids["mina"] | ids["mina"] & ids["omar"] | ids["owner"] & ids["omar"]
    assert "of 1 h" in pages["mina"]
    assert "of 30 min" in pages["omar"]


def test_who_only_reads_sees_the_team_s_day_and_can_change_nothing(
    staffed: Book, desk_of: At
) -> None:
    page = desk_of("rita").get("/").content.decode()
    for name in ("Owner", "Mina", "Omar"):
        assert name in page
    main = page[page.index("<main") : page.index("</main>")]
    assert "<form" not in main
    assert plan(staffed, "mina").items[0].customer in page


def test_the_team_page_tells_done_open_and_hours_left_and_what_nobody_reaches(
    staffed: Book, desk_of: At, text_of: Words
) -> None:
    first = plan(staffed, "mina").items[0]
    staffed.done(care_id=first.care_id, received="welcome", note=None)
    said = text_of(desk_of("owner").get("/today/team"))
    day = plan(staffed, "mina").progress
    assert f"1 done, {day.left} open" in said
    beyond = staffed.team_day()
    assert f"{beyond.beyond_count} lines that nobody’s hours reach" in said
    assert beyond.beyond[0].customer in said
    assert beyond.beyond[0].why_below in said


def test_staff_takes_a_line_over_and_stands_on_it(staffed: Book, desk_of: At) -> None:
    line = plan(staffed, "mina").items[0]
    answer = desk_of("omar").post(f"/today/{line.care_id}/hand-over", {"to": "omar"})
    assert answer["Location"] == f"/#care-{line.care_id}"
    assert line.customer in {item.customer for item in plan(staffed, "omar").items}
    assert line.customer not in {item.customer for item in plan(staffed, "mina").items}


def test_a_line_is_handed_to_somebody_else(staffed: Book, desk_of: At, text_of: Words) -> None:
    line = plan(staffed, "mina").items[0]
    mina = desk_of("mina")
    assert "Hand this line to" in text_of(mina.get("/"))
    assert mina.post(f"/today/{line.care_id}/hand-over", {"to": "omar"}).status_code == 302
    assert line.customer not in text_of(mina.get("/"))
    assert line.customer in text_of(desk_of("omar").get("/"))


def test_one_without_a_team_has_nobody_to_hand_to(desk: Client, text_of: Words) -> None:
    assert "Hand this line to" not in text_of(desk.get("/"))


@pytest.mark.parametrize("to", ["rita", "nobody"])
def test_who_has_no_list_gets_no_line(staffed: Book, desk_of: At, text_of: Words, to: str) -> None:
    line = plan(staffed, "mina").items[0]
    owner = desk_of("owner")
    answer = owner.post(f"/today/{line.care_id}/hand-over", {"to": to}, follow=True)
    assert "has no list in this book" in text_of(answer)
    assert "has no list in this book" not in text_of(owner.get("/today/team")), "said once"
    assert line.customer in {item.customer for item in plan(staffed, "mina").items}


def test_an_answered_line_does_not_change_hands(staffed: Book, desk_of: At, text_of: Words) -> None:
    line = plan(staffed, "mina").items[0]
    staffed.done(care_id=line.care_id, received=None, note=None)
    answer = desk_of("omar").post(f"/today/{line.care_id}/hand-over", {"to": "omar"}, follow=True)
    assert "answered already" in text_of(answer)


def test_an_unknown_line_is_not_found(desk_of: At) -> None:
    assert desk_of("omar").post("/today/none/hand-over", {"to": "omar"}).status_code == 404


def test_a_line_below_the_line_says_why_and_can_be_taken_today(
    staffed: Book, desk_of: At, text_of: Words
) -> None:
    below = plan(staffed, "mina").below[0]
    mina = desk_of("mina")
    said = text_of(mina.get("/"))
    assert below.why_below and below.why_below in said
    taken = {"customer_id": below.customer_id, "play": below.play}
    assert mina.post("/today/take-up", taken)["Location"] == "/"
    assert below.customer in {item.customer for item in plan(staffed, "mina").items}
    again = desk_of("omar").post("/today/take-up", taken, follow=True)
    assert "taken this customer onto a list meanwhile" in text_of(again)


def test_lines_held_out_are_nowhere(staffed: Book, desk_of: At, text_of: Words) -> None:
    from django.db.models import Q

    from regulars.ledger.current import current_rows

    held = [row for row in current_rows("care", Q()) if row["state"] == "held_out"]
    assert held
    ids = staffed._read().customer_ids(
        [(row["customer_source"], row["customer_key"]) for row in held]
    )
    day = staffed.team_day()
    shown = {(i.customer_id, i.play) for one in day.days for i in one.items}
    shown |= {(i.customer_id, i.play) for i in day.beyond}
    for row in held:
        customer = ids[row["customer_source"], row["customer_key"]]
        assert (customer, row["play"]) not in shown


def test_nobody_is_here_today_who_says_so(staffed: Book, desk_of: At, text_of: Words) -> None:
    mina = desk_of("mina")
    assert mina.post("/today/plan", {"hours": "0"}).status_code == 302
    assert plan(staffed, "mina").items == ()
    assert "Mina" in text_of(desk_of("owner").get("/today/team"))
