"""The pool that a day is filled from: its order, and whom it leaves out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from spec.acts.snapshots import read_candidates
from spec.ascii_table import read_table

Key = tuple[str, str]
CANDIDATES = """
    customer | play        | optional | value_per_minute | age
    ann      | broke       | yes      | 5                | 1
    ann      | large       | yes      | 20.5             | 1
    ben      | first_order | no       | 20               | 1
    cal      | broke       | yes      | null             | 90
    cal      | first_order | no       | null             | 5
    dan      | first_order | no       | null             | 9
    eve      | arrives     | no       | null             | null
"""
IDENTITIES = """
    customer | source | source_id
    ann      | till   | 17
    ann      | shop   | a
    ben      | till   | 18
    cal      | till   | 19
    dan      | till   | 20
    dan      | till   | 21
    eve      | till   | 22
"""


@pytest.fixture(params=[True, False], ids=["in memory", "in files"])
def pool(
    request: pytest.FixtureRequest, tmp_path: Path
) -> Iterator[Callable[..., list[dict[str, Any]]]]:
    candidates = [
        {
            "customer_id": row["customer"],
            "play": row["play"],
            "play_version": 1,
            "optional": row["optional"] == "yes",
            "value_per_minute": row["value_per_minute"] and float(row["value_per_minute"]),
            "age_days": row["age"] and int(row["age"]),
        }
        for row in read_table(CANDIDATES)
    ]
    identities = [
        {"customer_id": row.pop("customer"), **row} for row in map(dict, read_table(IDENTITIES))
    ]
    reader = read_candidates(
        tmp_path, candidates=candidates[::-1], identities=identities, in_memory=request.param
    )

    def run(
        *,
        customers: set[Key] = frozenset(),
        plays: set[tuple[str, str, str]] = frozenset(),
        at_most: int = 100,
    ) -> list[dict[str, Any]]:
        return reader.pool(
            customers=frozenset(customers),
            plays=frozenset(plays),
            salt="salt",
            holdout_share=0.1,
            at_most=at_most,
        ).rows

    yield run
    reader.close()


def _lines(rows: list[dict[str, Any]]) -> list[Key]:
    return [(row["customer_id"], row["play"]) for row in rows]


BEST_FIRST = [
    ("ann", "large"),
    ("ben", "first_order"),
    ("ann", "broke"),
    ("dan", "first_order"),
    ("cal", "first_order"),
    ("eve", "arrives"),
    ("cal", "broke"),
]


def test_most_value_comes_first_and_without_a_stake_service_before_optional_then_the_oldest(pool):
    assert _lines(pool()) == BEST_FIRST


def test_it_is_cut_off_at_the_end_not_before_it_is_in_order(pool):
    assert _lines(pool(at_most=3)) == BEST_FIRST[:3]


def test_a_customer_with_two_keys_comes_once_under_the_first_of_them(pool):
    keys = {row["customer_id"]: (row["customer_source"], row["customer_key"]) for row in pool()}
    assert keys["ann"] == ("shop", "a")
    assert keys["dan"] == ("till", "20")


@pytest.mark.parametrize("key", [("till", "17"), ("shop", "a")])
def test_a_customer_let_alone_under_any_key_is_let_alone_by_every_play(pool, key):
    assert _lines(pool(customers={key})) == [one for one in BEST_FIRST if one[0] != "ann"]


@pytest.mark.parametrize("key", [("till", "17"), ("shop", "a")])
def test_a_customer_let_alone_by_one_play_keeps_the_others(pool, key):
    assert _lines(pool(plays={(*key, "large")})) == BEST_FIRST[1:]


def test_whom_the_snapshot_does_not_know_changes_nothing(pool):
    assert _lines(pool(customers={("till", "99"), ("shop", "17")})) == BEST_FIRST
