"""Whose list a line is on: shared out in the morning, handed over, taken up."""

from __future__ import annotations

from typing import Any

import pytest

from regulars.contracts import customer_id


@pytest.fixture
def team(calm: Any) -> Any:
    """The calm book with an owner, two at the counter and somebody who only looks."""
    from django.contrib.auth.models import User

    from regulars.people.models import Person

    for name, role, hours in (
        ("owner", "owner", None),
        ("mina", "staff", 0.5),
        ("omar", "staff", 0.25),
        ("rita", "read_only", 3),
    ):
        user = User.objects.create_user(name, first_name=name.title())
        Person.objects.create(user=user, role=role, hours=hours)
    path = calm.folder / "book.toml"
    path.write_text(path.read_text().replace("hours = 4.0", "hours = 0"))
    return calm


def names(book: Any, staff: str) -> list[str]:
    plan = book.day_plan(staff=staff)
    return [] if plan is None else [item.customer for item in plan.items]


def own(key: str) -> str:
    return customer_id(source="own", key=key)


def test_the_morning_plans_everybody_s_day_for_their_own_hours(team):
    team.plan_team()
    assert len(names(team, "mina")) == 3, "five and twice ten minutes of thirty"
    assert len(names(team, "omar")) == 1, "ten minutes of fifteen"
    assert not set(names(team, "mina")) & set(names(team, "omar"))
    assert team.day_plan(staff="owner") is None, "the book's usual hours are none"
    assert team.day_plan(staff="rita") is None, "who only looks has no list"


def test_a_second_morning_leaves_the_lists_as_they_are(team):
    team.plan_team()
    before = names(team, "mina"), names(team, "omar")
    team.plan_team()
    assert (names(team, "mina"), names(team, "omar")) == before


def test_whom_somebody_looks_after_is_on_that_person_s_list(team):
    team.look_after(customer_id=own("hal"), staff="omar")
    team.plan_team()
    assert "hal" in names(team, "omar")


def test_without_anybody_who_logged_in_the_day_is_the_owner_s(calm):
    calm.plan_team()
    assert len(names(calm, "owner")) == 5


def test_without_hours_said_a_person_s_own_count(team):
    assert team.today(staff="mina").hours == 0.5
    assert team.today(staff="mina", hours=1).hours == 1
    assert team.today(staff="mina").hours == 1, "what was said for today counts"


def test_a_line_handed_over_is_on_the_other_list_only_at_its_end_and_in_reach(team):
    team.plan_team()
    item = next(one for one in team.day_plan(staff="mina").items if one.minutes == 10)
    team.hand_over(care_id=item.care_id, to="omar")
    assert item.customer not in names(team, "mina")
    assert names(team, "omar")[-1] == item.customer
    day = team.day_plan(staff="omar")
    assert day.hours == 20 / 60, "the day of fifteen minutes grows by what does not fit"
    assert day.items[-1].staff == "omar"


def test_who_has_no_day_yet_gets_one_with_the_line(team):
    team.plan_team()
    item = team.day_plan(staff="mina").items[0]
    team.hand_over(care_id=item.care_id, to="owner")
    assert names(team, "owner") == [item.customer]


def test_only_a_waiting_line_can_be_handed_over_and_only_to_who_has_a_list(team):
    from regulars.acts import NotAnAnswer, UnknownCare
    from regulars.workspace.answers import NobodyOfThatName

    team.plan_team()
    first, second, *_ = team.day_plan(staff="mina").items
    team.done(care_id=first.care_id, received=None, note=None)
    with pytest.raises(NotAnAnswer, match="done already"):
        team.hand_over(care_id=first.care_id, to="omar")
    for nobody in ("rita", "zoe"):
        with pytest.raises(NobodyOfThatName, match="owner, mina, omar"):
            team.hand_over(care_id=second.care_id, to=nobody)
    with pytest.raises(UnknownCare):
        team.hand_over(care_id="none", to="omar")
    assert len(names(team, "mina")) == 3


def test_what_no_hours_reach_can_be_taken_up_once(team):
    from regulars.acts import UnknownCare

    team.today(staff="mina")
    below = team.day_plan(staff="mina").below[0]
    team.take_up(customer_id=below.customer_id, play=below.play, staff="omar")
    assert names(team, "omar") == [below.customer]
    with pytest.raises(UnknownCare, match="not below the line any more"):
        team.take_up(customer_id=below.customer_id, play=below.play, staff="mina")


def test_the_team_s_day_shows_every_list_and_what_nobody_reaches(team):
    team.today(staff="mina")
    team.look_after(customer_id=own("hal"), staff="zoe")
    day = team.team_day()
    assert [(one.staff, one.name) for one in day.days] == [
        ("owner", "Owner"),
        ("mina", "Mina"),
        ("omar", "Omar"),
    ]
    assert [len(one.waiting) for one in day.days] == [0, 3, 0]
    assert [one.progress is None for one in day.days] == [True, False, True]
    beyond = {item.customer: item.why_below for item in day.beyond}
    everybody = {"eve", "fay", "gus", "hal", "ida"}
    assert set(beyond) == everybody - set(names(team, "mina"))
    assert day.beyond_count == 2
    if "hal" in beyond:
        assert beyond["hal"] == "zoe looks after them and has no list here"


def test_lines_that_cut_hours_no_longer_reach_are_among_what_nobody_reaches(team):
    team.today(staff="mina", hours=0.5)
    team.today(staff="mina", hours=0)
    day = team.team_day()
    mina = next(one for one in day.days if one.staff == "mina")
    assert mina.items == ()
    assert day.beyond_count == 5
    handed = next(item for item in day.beyond if item.care_id)
    team.hand_over(care_id=handed.care_id, to="omar")
    assert names(team, "omar") == [handed.customer]


def test_next_and_previous_follow_the_order_of_the_page(team):
    team.today(staff="owner", hours=1)
    items = team.day_plan(staff="owner").items
    order = [item.care_id for item in items]
    before, after = team.beside_line(care_id=order[1], staff="owner")
    assert (before.care_id, after.care_id) == (order[0], order[2])
    assert (before.customer_id, after.customer_id) == (items[0].customer_id, items[2].customer_id)
    assert team.beside_line(care_id=order[0], staff="owner")[0] is None
    team.done(care_id=order[1], received=None, note=None)
    after = team.beside_line(care_id=order[0], staff="owner")[1]
    assert after.care_id == order[2], "done is passed over"
    before, after = team.beside_line(care_id=order[1], staff="owner")
    assert (before.care_id, after.care_id) == (order[0], order[2]), "unless one stands on it"
    assert team.beside_line(care_id="none", staff="owner") == (None, None)
    assert team.beside_line(care_id=order[0], staff="mina") == (None, None)
