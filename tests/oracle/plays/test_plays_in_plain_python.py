"""The candidates of every play against the second implementation, on random card rows."""

from __future__ import annotations

from random import Random
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from naive_plays import PLAYS
from spec.engines import Engine
from spec.whole_card import candidates_of, card_schema

from regulars.plays import plays

Row = dict[str, Any]

# Around each number that a play compares with, and null.
VALUES: dict[str, tuple[int | float | str | None, ...]] = {
    "orders": (0, 1, 1, 2, 9),
    "order_days": (0, 1, 2, 3, 4, 5, None),
    "days_since_last_order": (0, 2, 3, 10, 30, 31, 60, 90, 91, 180, 181, 365, 366, None),
    "tenure_days": (0, 179, 180, 181, 364, 365, 900, None),
    "median_gap_days": (1.0, 5.5, 6.0, 10.0, 20.0, None),
    "longest_gap_days": (1, 9, 10, 30, 59, 60, 364, None),
    "days_overdue": (-5.0, 0.0, 5.5, 6.0, 6.5, 10.0, 10.5, 50.0, None),
    "days_since_last_contact": (0, 90, 91, 180, 181, 400, None, None),
    "oldest_open_problem_days": (0, 2, 3, 4, 365, 366, None),
    "promise_broken_days": (0, 1, 90, 91, None, None),
    "exposed_silent_days": (0, 180, 181, None, None),
    "fixed_untold_days": (0, 90, 91, None, None),
    "check_in_due_days": (0, 13, 14, None, None),
    "problems_365d": (0, 1, 2, 3, 9, None),
    "low_rating_days": (0, 90, 91, None),
    "days_since_last_sent": (0, 30, 31, 44, 45, 150, 151, None, None),
    "sent_customers_active": (0, 1, 1, 3),
    "problems_open": (0, 0, 0, 1),
    "sending_group": ("sender", "sender", "spender", "spender_sender", "quiet", None),
    "sends_top_share": (0.01, 0.1, 0.1000001, 0.5, None),
    "last_rating_milli": (1000, 4499, 4500, 5000, None),
    "last_nps": (0, 8, 9, 10, None),
    "reference_said": ("given", "withdrawn", None, None, None),
    "days_since_reference_asked": (0, 400, None, None, None),
    "days_since_anniversary": (0, 6, 7, 200, None),
    "stays": (0, 1, 2),
    "days_until_arrival": (0, 1, 2, 4, 5, None),
    "spend_top_share": (0.01, 0.1, 0.1, 0.10000000001, 0.5, None),
    "expected_spend_365_minor": (0, 1, 333, 12_345, 10**12, None),
    "expected_spend_365_low_minor": (0, 1, None),
    "expected_spend_365_high_minor": (1, 10**12, None),
    "sent_value_365_minor": (0, 1, 333, 12_345, 10**12, None),
    "sent_value_365_low_minor": (0, 1, None),
    "sent_value_365_high_minor": (1, 10**12, None),
    "sends_value_365_minor": (0, 1, 333, 12_345, 10**12, None),
    "sends_value_365_low_minor": (0, 1, None),
    "sends_value_365_high_minor": (1, 10**12, None),
}
card_rows = st.lists(
    st.fixed_dictionaries({name: st.sampled_from(values) for name, values in VALUES.items()}),
    max_size=20,
)


@pytest.fixture(scope="module")
def schema(engine: Engine) -> pa.Schema:
    return card_schema(engine)


def test_there_is_a_second_implementation_of_every_play() -> None:
    assert set(PLAYS) == set(plays())


@settings(max_examples=100, deadline=None)
@given(rows=card_rows)
def test_a_few_customers_give_the_same_candidates(
    engine: Engine, schema: pa.Schema, rows: list[Row]
) -> None:
    assert_same_candidates(engine, schema, rows)


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_two_thousand_customers_at_once_give_the_same_candidates(
    engine: Engine, schema: pa.Schema, seed: int
) -> None:
    random = Random(seed)
    rows = [{name: random.choice(v) for name, v in VALUES.items()} for _ in range(2000)]
    found = assert_same_candidates(engine, schema, rows)
    assert {row["play"] for row in found} == set(PLAYS), "each play must be put to the test"


def assert_same_candidates(engine: Engine, schema: pa.Schema, rows: list[Row]) -> list[Row]:
    rows = [{"customer_id": f"{number:04d}", **row} for number, row in enumerate(rows)]
    expected = [candidate(name, row) for row in rows for name in sorted(PLAYS) if PLAYS[name](row)]
    found = candidates_of(engine, rows, schema)
    assert found == expected
    return found


def candidate(name: str, card: Row) -> Row:
    play = plays()[name]
    stake, stem = card[play.stake], play.stake.removesuffix("_minor")
    value = None if stake is None else stake * play.effect / play.minutes
    return {
        "customer_id": card["customer_id"],
        "play": name,
        "play_version": play.version,
        "optional": play.kind == "optional",
        "minutes": play.minutes,
        "stake_minor": stake,
        "stake_low_minor": card[f"{stem}_low_minor"],
        "stake_high_minor": card[f"{stem}_high_minor"],
        "effect": play.effect,
        "effect_basis": play.effect_basis,
        "value_per_minute": value and pytest.approx(value, rel=1e-9, abs=1e-9),
        "age_days": None if play.age is None else card[play.age],
    }
