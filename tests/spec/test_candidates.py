"""What a candidate is: who, by which play, for how many minutes, with what at stake."""

import pyarrow as pa
import pytest

from regulars.plays import candidates_sql, plays
from regulars.plays.play import PlayWrong
from spec.whole_card import candidates_of, card_schema

BOUGHT_ONCE = {"orders": 1, "days_since_last_order": 10}
LARGE = {
    "spend_top_share": 0.05,
    "order_days": 5,
    "days_since_last_order": 60,
    "tenure_days": 400,
    "days_since_last_contact": None,
}
BROKE = {
    "median_gap_days": 10.0,
    "days_overdue": 50.0,
    "longest_gap_days": 12,
}
STAKE = {
    "expected_spend_365_minor": 12_000,
    "expected_spend_365_low_minor": 6_000,
    "expected_spend_365_high_minor": 30_000,
}


@pytest.fixture(scope="session")
def schema(engine) -> pa.Schema:
    return card_schema(engine)


def test_a_candidate_carries_what_its_play_says_and_the_stake_with_its_ends(engine, schema):
    [row] = candidates_of(engine, [{"customer_id": "ann", **BOUGHT_ONCE, **STAKE}], schema)
    assert row == {
        "customer_id": "ann",
        "play": "first_order",
        "play_version": 1,
        "optional": False,
        "minutes": 5,
        "stake_minor": 12_000,
        "stake_low_minor": 6_000,
        "stake_high_minor": 30_000,
        "effect": 0.03,
        "effect_basis": "assumed",
        "value_per_minute": pytest.approx(12_000 * 0.03 / 5, rel=1e-9),
        "age_days": 10,
    }


def test_a_candidate_without_a_stake_has_no_value_rather_than_a_neutral_one(engine, schema):
    [row] = candidates_of(engine, [{"customer_id": "ann", **BOUGHT_ONCE}], schema)
    assert row["stake_minor"] is None
    assert row["value_per_minute"] is None


def test_a_customer_is_a_candidate_of_every_play_that_wants_them(engine, schema):
    rows = candidates_of(
        engine,
        [
            {"customer_id": "zoe", **LARGE, **BROKE},
            {"customer_id": "ann", **BOUGHT_ONCE},
            {"customer_id": "nobody", "orders": 0},
        ],
        schema,
    )
    assert [(row["customer_id"], row["play"]) for row in rows] == [
        ("ann", "first_order"),
        ("zoe", "large_and_silent"),
        ("zoe", "rhythm_broke"),
    ]


SENDS = {
    "sending_group": "sender",
    "problems_open": 0,
    "days_since_last_sent": 60,
    "sent_customers_active": 1,
    "sends_top_share": 0.05,
    "days_since_last_order": 10,
    "last_nps": 10,
    "tenure_days": 500,
    "order_days": 6,
}


def test_only_optional_plays_are_optional(engine, schema):
    waits = {"oldest_open_problem_days": 9, "low_rating_days": 9, "days_since_last_sent": 9}
    guest = {"stays": 1, "days_until_arrival": 3}
    due = dict.fromkeys(
        ("promise_broken_days", "exposed_silent_days", "fixed_untold_days", "check_in_due_days"), 1
    )
    rows = candidates_of(
        engine,
        [
            {"customer_id": "zoe", **LARGE, **BROKE, "days_since_anniversary": 1},
            {"customer_id": "ann", **BOUGHT_ONCE, **waits, **guest, **due, "problems_365d": 3},
            {"customer_id": "sam", **SENDS},
        ],
        schema,
    )
    assert {row["play"]: row["optional"] for row in rows} == {
        name: play.kind == "optional" for name, play in plays().items()
    }


def test_a_card_without_a_column_that_a_play_reads_is_refused_by_name(engine, schema):
    columns = tuple(name for name in schema.names if name != "spend_top_share")
    with pytest.raises(PlayWrong, match=r"large_and_silent\.toml reads spend_top_share"):
        candidates_sql(columns=columns)


def test_an_empty_card_has_no_candidates(engine, schema):
    assert candidates_of(engine, [], schema) == []
