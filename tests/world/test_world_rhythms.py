"""Rhythms: clear ones exist, some broke lately, and the truth knows which and why."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from itertools import pairwise
from statistics import mean, pstdev
from typing import Any

import pytest

from regulars.world import World

ENDS_ON = date(2026, 3, 1)
Key = tuple[str, str]


@pytest.fixture(scope="module")
def bought_on(world: World) -> dict[Key, list[date]]:
    found: dict[Key, list[date]] = defaultdict(list)
    for row in world.facts["order"].to_pylist():
        if row["state"] != "returned" and row["customer_key"] is not None:
            found[row["source"], row["customer_key"]].append(row["happened_on"])
    return {key: sorted(on) for key, on in found.items()}


def gaps(on: list[date]) -> list[int]:
    return [(later - earlier).days for earlier, later in pairwise(on)]


def test_tea_stalls_come_every_two_weeks(
    truth: dict[Key, dict[str, Any]], bought_on: dict[Key, list[date]]
) -> None:
    of_stalls = [
        gaps(bought_on[key])
        for key, row in truth.items()
        if row["segment"] == "tea stall" and len(bought_on.get(key, [])) >= 10
    ]
    assert len(of_stalls) > 50
    assert 11 < mean(mean(g) for g in of_stalls) < 17
    assert mean(pstdev(g) / mean(g) for g in of_stalls) < 0.3


def test_some_dozens_of_clear_rhythms_broke_four_to_ten_weeks_ago(
    truth: dict[Key, dict[str, Any]], bought_on: dict[Key, list[date]]
) -> None:
    broke = [key for key, row in truth.items() if row["rhythm_broke"]]
    assert 30 <= len(broke) <= 120
    for key in broke:
        on = bought_on[key]
        quiet_days = (ENDS_ON - on[-1]).days
        assert 28 <= quiet_days <= 70
        assert len(on) >= 8
        assert quiet_days > 1.5 * mean(gaps(on))


def test_of_the_broken_ones_some_left_and_some_are_only_late(
    truth: dict[Key, dict[str, Any]],
) -> None:
    broke = [row for row in truth.values() if row["rhythm_broke"]]
    left = [row for row in broke if row["left_on"] is not None]
    late = [row for row in broke if row["left_on"] is None]
    assert len(left) >= 10
    assert len(late) >= 8
    assert all(row["expected_orders_365"] == 0 for row in left)
    assert all(row["expected_orders_365"] > 0 for row in late)


def test_who_keeps_a_clear_rhythm_is_rarely_silent_as_long(
    truth: dict[Key, dict[str, Any]], bought_on: dict[Key, list[date]]
) -> None:
    silent = [
        key
        for key, row in truth.items()
        if row["segment"] == "tea stall"
        and row["left_on"] is None
        and not row["rhythm_broke"]
        and (ENDS_ON - bought_on[key][-1]).days > 35
    ]
    assert silent == []


def test_nobody_buys_before_joining_or_after_leaving(
    truth: dict[Key, dict[str, Any]], bought_on: dict[Key, list[date]]
) -> None:
    for key, on in bought_on.items():
        row = truth[key]
        assert on[0] >= row["joined_on"]
        assert row["left_on"] is None or on[-1] < row["left_on"] <= ENDS_ON
