"""The truth is true: what it says can be found again in many customers' facts."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from datetime import date, timedelta
from itertools import accumulate
from typing import Any

import numpy as np
import pytest

from regulars.world import World
from regulars.world.cast.kinds import KINDS
from regulars.world.cast.laws import draw_laws
from regulars.world.cast.roster import draw_roster
from regulars.world.goods.orders import CANCELLED_SHARE
from regulars.world.season.seasons import demand
from regulars.world.span import HISTORY_DAYS, Span
from regulars.world.truth.customer import expected_order_minor, expected_orders

ENDS_ON = date(2026, 3, 1)
Key = tuple[str, str]


@pytest.fixture(scope="module")
def truth(world: World) -> dict[Key, dict[str, Any]]:
    rows = world.truth["customer"].to_pylist()
    return {(row["source"], row["source_id"]): row for row in rows}


def test_the_truth_has_a_row_for_every_customer(world: World) -> None:
    for column in ("source", "source_id"):
        assert world.truth["customer"].column(column).equals(world.facts["customer"].column(column))


def test_orders_average_what_the_truth_expects_of_them(world: World) -> None:
    """Per source: net spend of the world against the laws' expectation of the same orders."""
    span = Span(ends_on=ENDS_ON)
    roster = draw_roster(seed=7, customers=2000)
    laws = draw_laws(roster=roster, span=span, seed=7)
    per_order = expected_order_minor(roster=roster, laws=laws)
    keys = _keys_by_row(laws.joins.tolist(), [roster.kind_at(r).source for r in range(2000)])
    expected: Counter[str] = Counter()
    spent: Counter[str] = Counter()
    for row in world.facts["order"].to_pylist():
        if row["state"] == "cancelled" or row["customer_key"] is None:
            continue
        spent[row["source"]] += row["amount_minor"]
        if row["state"] == "placed":
            at = keys[row["source"], row["customer_key"]]
            expected[row["source"]] += round(per_order[at])
    assert spent["shop"] == pytest.approx(expected["shop"], rel=0.02)
    assert spent["cabins"] == pytest.approx(expected["cabins"], rel=0.06)


def test_next_year_s_orders_are_those_of_a_naive_simulation() -> None:
    """The oracle lives on customer by customer and gap by gap, for many customers."""
    span = Span(ends_on=ENDS_ON)
    roster = draw_roster(seed=3, customers=2000)
    laws = draw_laws(roster=roster, span=span, seed=3)
    expected = expected_orders(roster=roster, laws=laws, span=span)
    chance = random.Random(1)
    clocks = [
        [0.0, *accumulate(demand(kind=kind, span=span)[HISTORY_DAYS:].tolist())] for kind in KINDS
    ]
    simulated: Counter[str] = Counter()
    by_source: dict[str, float] = defaultdict(float)
    for row in np.flatnonzero(expected > 0).tolist():
        source = roster.kind_at(row).source
        by_source[source] += float(expected[row])
        k, gap = float(laws.regularity[row]), float(laws.gap_days[row])
        clock = clocks[int(roster.kind[row])]
        leaves = 365 * chance.expovariate(1.0) / float(laws.leaving_rate[row])
        at = chance.random() * chance.gammavariate(k + 1, gap / k)
        while at < clock[-1] and np.searchsorted(clock, at) - 1 < leaves:
            simulated[source] += chance.random() >= CANCELLED_SHARE[source]
            at += chance.gammavariate(k, gap / k)
    assert simulated["shop"] == pytest.approx(by_source["shop"], rel=0.04)
    assert simulated["cabins"] == pytest.approx(by_source["cabins"], rel=0.12)


def test_reactions_follow_the_true_taste(world: World, truth: dict[Key, dict[str, Any]]) -> None:
    seen: dict[tuple[bool, bool], Counter[str]] = defaultdict(Counter)
    for row in world.facts["contact"].to_pylist():
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
    assert 0.09 < len(stated) / len(truth) < 0.15
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


def _keys_by_row(joins: list[int], sources: list[str]) -> dict[Key, int]:
    """Keys count up in the order of joining; written out again, as the oracle."""
    counts: Counter[str] = Counter()
    found: dict[Key, int] = {}
    for row in sorted(range(len(joins)), key=lambda r: joins[r]):
        counts[sources[row]] += 1
        letter = {"cabins": "C", "shop": "S"}[sources[row]]
        found[sources[row], f"{letter}-{counts[sources[row]]:04d}"] = row
    return found
