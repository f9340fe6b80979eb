"""Stays, problems, answers, reviews and referrals hang together with the orders they follow."""

from __future__ import annotations

from datetime import date
from statistics import mean

from regulars.world import World

ENDS_ON = date(2026, 3, 1)


def test_every_state_of_a_reservation_occurs_and_only_those_to_come_are_booked(
    world: World,
) -> None:
    rows = world.facts["reservation"].to_pylist()
    assert {row["state"] for row in rows} == {"stayed", "cancelled", "no_show", "booked"}
    for row in rows:
        assert (row["arrives_on"] > ENDS_ON) == (row["state"] == "booked")
        assert row["happened_on"] <= row["arrives_on"] < row["departs_on"]
        assert (row["order_key"] is None) == (row["state"] == "booked")


def test_a_problem_ends_after_it_was_told_or_is_open(world: World) -> None:
    rows = world.facts["problem"].to_pylist()
    assert {row["state"] for row in rows} == {"open", "waiting", "solved", "closed"}
    for row in rows:
        ended = row["state"] in ("solved", "closed")
        assert (row["ended_on"] is not None) == ended
        assert not ended or row["happened_on"] <= row["ended_on"] <= ENDS_ON


def test_the_last_step_of_an_ended_problem_is_its_end(world: World) -> None:
    last = {row["problem_key"]: row for row in world.facts["problem_event"].to_pylist()}
    for row in world.facts["problem"].to_pylist():
        step = last[row["source_id"]]
        if row["ended_on"] is not None:
            assert (step["kind"], step["happened_on"]) == (row["state"], row["ended_on"])
            assert step["happened_at"] == row["ended_at"]
        else:
            assert step["kind"] not in ("solved", "closed")


def test_where_something_went_wrong_the_stars_are_fewer(world: World) -> None:
    troubled = {(r["source"], r["order_key"]) for r in world.facts["problem"].to_pylist()}
    rows = [row for row in world.facts["review"].to_pylist() if row["order_key"] is not None]
    bad = [r["rating_milli"] for r in rows if (r["source"], r["order_key"]) in troubled]
    good = [r["rating_milli"] for r in rows if (r["source"], r["order_key"]) not in troubled]
    assert mean(bad) + 1000 < mean(good)
    assert all(1000 <= r["rating_milli"] <= 5000 for r in rows)


def test_answers_keep_their_scales(world: World) -> None:
    scales = {"nps": range(11), "ces": range(1, 8), "csat": range(1, 6)}
    rows = world.facts["answer"].to_pylist()
    assert {row["kind"] for row in rows} == {*scales, "choice", "text"}
    for row in rows:
        assert row["score"] in scales.get(row["kind"], [None])
        assert (row["problem_key"] is not None) == (row["kind"] == "ces")
        assert (row["choice"] is not None) == (row["kind"] == "choice")
        assert row["kind"] != "text" or row["text"]


def test_few_send_many_and_nobody_is_sent_twice(world: World) -> None:
    rows = world.facts["referral"].to_pylist()
    came = [(row["source"], row["other_key"]) for row in rows]
    assert len(came) > 50
    assert len(set(came)) == len(came)
    senders = {(row["source"], row["customer_key"]) for row in rows}
    assert len(senders) < len(came)
