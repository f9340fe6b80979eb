"""What is written at the desk: statements follow tastes, ticks follow what happened."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from statistics import mean
from typing import Any

from regulars.world import World
from regulars.world.told.cares import CHANNELS

ENDS_ON = date(2026, 3, 1)
PERSONAL = CHANNELS[:3]
Key = tuple[str, str]


def by_key(world: World, fact: str) -> dict[Key, dict[str, Any]]:
    return {(row["source"], row["source_id"]): row for row in world.facts[fact].to_pylist()}


def test_who_says_contact_likes_it_and_some_want_to_be_asked(large_world: World) -> None:
    tastes = {
        (row["source"], row["source_id"]): row["taste"]
        for row in large_world.truth["customer"].to_pylist()
    }
    said: dict[str, list[float]] = {"contact": [], "distance": [], "ask": []}
    for row in large_world.facts["treatment"].to_pylist():
        said[row["treatment"]].append(tastes[row["customer_source"], row["customer_key"]])
    assert min(len(found) for found in said.values()) > 20
    assert mean(said["contact"]) > mean(said["distance"]) + 0.2


def test_a_statement_holds_from_a_day_on_and_some_for_a_while_only(world: World) -> None:
    rows = world.facts["treatment"].to_pylist()
    until = [row for row in rows if row["until_on"] is not None]
    assert 0 < len(until) < len(rows) / 2
    assert all(row["until_on"] > row["happened_on"] for row in until)
    customers = Counter((row["customer_source"], row["customer_key"]) for row in rows)
    assert set(customers.values()) == {1}


def test_a_follow_up_says_of_a_fact_that_is_there_what_the_source_says(world: World) -> None:
    came = {"stayed": "arrived", "no_show": "did_not_come"}
    facts = {about: by_key(world, about) for about in ("reservation", "review")}
    for row in world.facts["follow_up"].to_pylist():
        of = facts[row["about"]][row["about_source"], row["about_key"]]
        assert row["customer_key"] == of["customer_key"]
        assert timedelta(0) <= ENDS_ON - row["happened_on"] < timedelta(days=60)
        if row["about"] == "reservation":
            assert row["became"] in (came[of["state"]], "open")
            assert row["happened_on"] == of["arrives_on"]
        else:
            assert of["rating_milli"] <= 3000
            assert of["reply"] is None
            assert row["happened_on"] >= of["happened_on"]


def test_some_low_ratings_are_left_for_the_first_morning(world: World) -> None:
    said = {(row["about_source"], row["about_key"]) for row in world.facts["follow_up"].to_pylist()}
    left = [
        row
        for key, row in by_key(world, "review").items()
        if row["rating_milli"] <= 3000 and row["reply"] is None and key not in said
    ]
    assert sum((ENDS_ON - row["happened_on"]).days < 60 for row in left) >= 3


def test_care_was_done_in_the_manner_that_the_truth_tells(world: World) -> None:
    manner = {row["source_id"]: row["manner"] for row in world.truth["care"].to_pylist()}
    told = [row for row in world.facts["care"].to_pylist() if row["channel"] is not None]
    assert len(told) > 100
    for row in told:
        assert row["state"] == "done"
        assert (row["channel"] in PERSONAL) == (manner[row["source_id"]] == "personal")


def test_guests_say_when_they_arrive_in_quarters_of_an_hour_by_day(world: World) -> None:
    at = [row["arrives_at"] for row in world.facts["reservation"].to_pylist()]
    known = [one for one in at if one is not None]
    assert 0.4 < len(known) / len(at) < 0.7
    assert {one.minute for one in known} == {0, 15, 30, 45}
    # Half past ten to nine in the evening in Dhaka, six hours ahead.
    assert {one.hour for one in known} <= set(range(4, 16))
