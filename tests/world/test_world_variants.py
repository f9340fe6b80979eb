"""The misspecified worlds really live by other laws; measured on the facts, not on the truth."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from regulars.world import World, make_world
from regulars.world.life.variants import VARIANTS

ENDS_ON = date(2026, 3, 1)
CUSTOMERS = 6000
REGULAR = ("regular household", "guest house", "tea stall", "school", "garment maker", "tailor")
Key = tuple[str, str]


@pytest.fixture(scope="module")
def worlds() -> dict[str, World]:
    return {
        name: make_world(seed=21, ends_on=ENDS_ON, customers=CUSTOMERS, variant=name)
        for name in VARIANTS
    }


def truth_of(world: World) -> dict[Key, dict[str, Any]]:
    rows = world.truth["customer"].to_pylist()
    return {(row["source"], row["source_id"]): row for row in rows}


def days_of(world: World) -> dict[Key, list[date]]:
    found: dict[Key, set[date]] = defaultdict(set)
    for row in world.facts["order"].to_pylist():
        if row["state"] != "returned" and row["customer_key"] is not None:
            found[row["source"], row["customer_key"]].add(row["happened_on"])
    return {key: sorted(on) for key, on in found.items()}


def wheat_morrison(world: World, *, segment: str) -> float:
    """k = (1 - 4 Var M) / (8 Var M), M the first of two gaps in both (Wheat & Morrison 1990)."""
    truth, shares = truth_of(world), []
    for key, on in days_of(world).items():
        if truth[key]["segment"] == segment and not truth[key]["hunts"]:
            gaps = [(later - earlier).days for earlier, later in pairwise(on)]
            shares += [one / (one + two) for one, two in zip(gaps[::2], gaps[1::2], strict=False)]
    variance = float(np.var(shares))
    assert len(shares) > 300
    return (1 - 4 * variance) / (8 * variance)


def hill_index(values: np.ndarray, *, share: float) -> float:
    """The tail index of the largest (Hill 1975): small is heavy."""
    largest = np.sort(values)[::-1][: max(20, int(share * len(values)))]
    return float(1 / np.mean(np.log(largest[:-1] / largest[-1])))


def spend(world: World, *, segment: str) -> np.ndarray:
    truth, total = truth_of(world), defaultdict(int)
    for row in world.facts["order"].to_pylist():
        key = row["source"], row["customer_key"]
        if row["customer_key"] and truth[key]["segment"] == segment and row["state"] == "placed":
            total[key] += row["amount_minor"]
    return np.array([value for value in total.values() if value > 0], dtype=np.float64)


def early_and_late_rates(world: World) -> list[tuple[float, float]]:
    """Orders a year of regular customers in the first and in the last year, who were there."""
    truth, found = truth_of(world), []
    first, last = date(2024, 3, 1), date(2025, 3, 1)
    for key, on in days_of(world).items():
        row = truth[key]
        long_there = row["joined_on"] < date(2023, 3, 3) and row["left_on"] is None
        if long_there and row["segment"] in REGULAR:
            found.append((sum(d < first for d in on), sum(d >= last for d in on)))
    return found


def test_in_the_plain_world_households_are_nearly_random_and_regulars_are_clocks(
    worlds: dict[str, World],
) -> None:
    assert 1.1 < wheat_morrison(worlds["plain"], segment="household") < 2.6
    assert wheat_morrison(worlds["plain"], segment="regular household") > 8
    assert wheat_morrison(worlds["plain"], segment="tea stall") > 10


def test_other_buying_makes_households_regular_and_regulars_more_than_random(
    worlds: dict[str, World],
) -> None:
    assert wheat_morrison(worlds["other_buying"], segment="household") > 3.5
    assert wheat_morrison(worlds["other_buying"], segment="regular household") < 1.1


def test_other_buying_has_no_coin_after_a_bad_experience_but_a_hazard_that_stays(
    worlds: dict[str, World],
) -> None:
    coin, hazard = (worlds[name].truth["trouble"] for name in ("plain", "other_buying"))
    assert coin["loss"].null_count == 0 and coin["leaving_times"].null_count == coin.num_rows
    assert hazard["loss"].null_count == hazard.num_rows and hazard["leaving_times"].null_count == 0
    rows = hazard.to_pylist()
    bad: dict[Key, date] = {}
    for row in rows:
        if row["leaving_times"] > 2.5 and date(2023, 9, 1) < row["felt_on"] < date(2025, 2, 1):
            bad.setdefault((row["source"], row["source_id"]), row["felt_on"])
    truth = truth_of(worlds["other_buying"])
    gone = [
        truth[key]["left_on"] is not None and (truth[key]["left_on"] - on).days < 365
        for key, on in bad.items()
        if truth[key]["left_on"] is None or truth[key]["left_on"] > on
    ]
    usual = np.mean([1 - np.exp(-truth[key]["leaving_rate"]) for key in bad])
    assert np.mean(gone) > 1.5 * usual


def test_heavy_tails_are_heavier_in_spend_and_in_rates(worlds: dict[str, World]) -> None:
    for segment in ("household", "weekend guest"):
        plain, heavy = (
            hill_index(spend(worlds[name], segment=segment), share=0.05)
            for name in ("plain", "heavy_tails")
        )
        assert plain > 2.1
        assert heavy < 1.95
        assert heavy < 0.85 * plain
    rates = {
        name: np.array(
            [
                row["buying_rate"]
                for row in worlds[name].truth["customer"].to_pylist()
                if row["segment"] == "household"
            ]
        )
        for name in ("plain", "heavy_tails")
    }
    assert hill_index(rates["heavy_tails"], share=0.1) < 2.0 < hill_index(rates["plain"], share=0.1)


def test_rates_drift_only_where_they_should(worlds: dict[str, World]) -> None:
    spread, drift = {}, {}
    for name in ("plain", "drifting"):
        pairs = early_and_late_rates(worlds[name])
        logs = [np.log((late + 1) / (early + 1)) for early, late in pairs]
        assert len(logs) > 80
        spread[name] = float(np.std(logs))
        drift[name] = np.array(worlds[name].truth["customer"]["rate_drift"].to_pylist())
    # Two years apart at a deviation of 0.4 a year; counting alone blurs by some 0.2.
    assert spread["plain"] < 0.3
    assert 0.45 < spread["drifting"] < 1.1
    assert not drift["plain"].any()
    assert drift["drifting"].mean() == pytest.approx(-0.15, abs=0.02)
    assert drift["drifting"].std() == pytest.approx(0.4, abs=0.02)


def test_tastes_drift_only_where_they_should(worlds: dict[str, World]) -> None:
    for name, moves in (("plain", False), ("drifting", True)):
        world = worlds[name]
        truth = truth_of(world)
        then = dict(
            zip(
                world.truth["contact"]["source_id"].to_pylist(),
                world.truth["contact"]["taste_then"].to_pylist(),
                strict=True,
            )
        )
        early = [
            row for row in world.facts["contact"].to_pylist() if row["happened_on"].year < 2025
        ]
        moved = [
            abs(then[row["source_id"]] - truth[row["source"], row["customer_key"]]["taste"])
            for row in early
        ]
        assert (np.mean(np.array(moved) > 0.15) > 0.25) == moves
        assert moves or max(moved) < 1e-3


def test_the_other_laws_leave_the_other_things_as_they_are(worlds: dict[str, World]) -> None:
    """As many of each kind, the same names, the same ways to come."""
    for fact, column in (("customer", "name"), ("customer", "kind")):
        columns = [world.facts[fact].column(column).to_pylist() for world in worlds.values()]
        assert all(sorted(map(str, one)) == sorted(map(str, columns[0])) for one in columns)
