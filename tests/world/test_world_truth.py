"""The truth is true: what it says can be found again in many customers' facts."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta
from typing import Any

import numpy as np
import pyarrow.compute as pc
import pytest

from regulars.world import World
from regulars.world.cast.kinds import SOURCES
from regulars.world.life.expected import expected_order_minor

ENDS_ON = date(2026, 3, 1)
Key = tuple[str, str]


def test_the_truth_has_a_row_for_every_customer(world: World) -> None:
    for column in ("source", "source_id"):
        assert world.truth["customer"].column(column).equals(world.facts["customer"].column(column))


def test_orders_average_what_the_truth_expects_of_them(world: World) -> None:
    """Per source: net spend of the world against the laws' expectation of the same orders."""
    setting = world.hidden.setting
    per_order = expected_order_minor(setting=setting)
    keys = {
        (SOURCES[of], key): row
        for row, (of, key) in enumerate(
            zip(setting.roster.source.tolist(), world.hidden.keys.to_pylist(), strict=True)
        )
    }
    expected: Counter[str] = Counter()
    spent: Counter[str] = Counter()
    for row in world.facts["order"].to_pylist():
        if row["state"] == "cancelled" or row["customer_key"] is None or row["currency"] != "BDT":
            continue
        spent[row["source"]] += row["amount_minor"]
        if row["state"] == "placed":
            at = keys[row["source"], row["customer_key"]]
            expected[row["source"]] += round(per_order[at])
    assert spent["shop"] == pytest.approx(expected["shop"], rel=0.02)
    assert spent["cabins"] == pytest.approx(expected["cabins"], rel=0.06)
    assert spent["textiles"] == pytest.approx(expected["textiles"], rel=0.06)


def test_reactions_follow_the_true_taste(world: World, truth: dict[Key, dict[str, Any]]) -> None:
    seen: dict[tuple[bool, bool], Counter[str]] = defaultdict(Counter)
    of_manner = pc.equal(world.truth["contact"].column("driven_by"), "manner")
    for row in world.facts["contact"].filter(of_manner).to_pylist():
        taste = truth[row["source"], row["customer_key"]]["taste"]
        if row["reaction"] is not None and abs(taste - 0.5) > 0.2:
            personal = row["channel"] in ("call", "visit", "counter")
            seen[taste > 0.5, personal][row["reaction"]] += 1
    share = {key: count["welcome"] / count.total() for key, count in seen.items()}
    assert share[True, True] > 0.65
    assert share[False, True] < 0.3
    assert share[False, False] > 0.5
    assert share[True, False] < 0.5
    assert seen[False, True]["unwelcome"] > 3 * seen[True, True]["unwelcome"]


def test_what_people_state_mostly_agrees_with_their_taste(
    world: World, truth: dict[Key, dict[str, Any]]
) -> None:
    stated = [row for row in world.facts["customer"].to_pylist() if row["treatment"]]
    agrees = [
        (row["treatment"] == "contact") == (truth[row["source"], row["source_id"]]["taste"] > 0.5)
        for row in stated
    ]
    assert 0.08 < len(stated) / len(truth) < 0.15
    assert 0.8 < sum(agrees) / len(agrees) < 1.0
    assert all(row["kind"] == "person" and row["treatment_on"] for row in stated)


def test_taste_has_nothing_to_do_with_names(world: World, truth: dict[Key, dict[str, Any]]) -> None:
    by_family: dict[str, list[float]] = defaultdict(list)
    for row in world.facts["customer"].to_pylist():
        if row["kind"] == "person":
            true = truth[row["source"], row["source_id"]]
            by_family[row["name"].split()[-1]].append(true["taste"])
    for family in ("Marma", "Chakma", "Rahman", "Das"):
        tastes = by_family[family]
        assert abs(np.mean(tastes) - 0.5) < 3 * 0.31 / np.sqrt(len(tastes)), family


def test_dozens_of_active_large_customers_have_not_been_spoken_with_for_half_a_year(
    world: World, truth: dict[Key, dict[str, Any]]
) -> None:
    lately = {
        (row["source"], row["customer_key"])
        for row in world.facts["contact"].to_pylist()
        if row["happened_on"] > ENDS_ON - timedelta(days=183)
    }
    large = {key for key, row in truth.items() if row["is_large"]}
    active = {key for key in large if truth[key]["left_on"] is None}
    assert len(large) == 100
    assert 24 <= len(active - lately) <= 80
    assert large & lately
