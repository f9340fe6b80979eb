"""The figures that the demo is quoted with."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta
from statistics import mean, median

import numpy as np
import pytest

from regulars.estimates.gamma_gamma import fit_gamma_gamma
from regulars.world import World
from regulars.world.cast.staff import STAFF

ENDS_ON = date(2026, 3, 1)


def test_the_world_is_as_large_as_announced(world: World) -> None:
    rows = {fact: table.num_rows for fact, table in world.facts.items()}
    assert rows["customer"] == 2000
    assert 13_000 <= rows["order"] <= 22_000
    assert rows["order_line"] >= 40_000
    assert rows["problem"] > 250
    assert rows["review"] > 350
    assert rows["account_review"] > 200


def test_about_half_of_the_buyers_come_back_and_many_do_not(world: World) -> None:
    orders = Counter(
        (row["source"], row["customer_key"])
        for row in world.facts["order"].to_pylist()
        if row["state"] == "placed" and row["customer_key"] is not None
    )
    repeat = sum(count > 1 for count in orders.values()) / len(orders)
    assert 0.45 <= repeat <= 0.75


def test_some_dozens_bought_for_the_first_time_in_the_last_month(world: World) -> None:
    first: dict[tuple[str, str], date] = {}
    for row in world.facts["order"].to_pylist():
        if row["customer_key"] is not None:
            key = row["source"], row["customer_key"]
            first[key] = min(first.get(key, ENDS_ON), row["happened_on"])
    assert 24 <= sum(on > ENDS_ON - timedelta(days=30) for on in first.values()) <= 120


def test_prices_are_believable_in_taka(world: World) -> None:
    placed = [row for row in world.facts["order"].to_pylist() if row["state"] == "placed"]
    taka = {
        source: median(row["amount_minor"] / 100 for row in placed if row["source"] == source)
        for source in ("cabins", "shop", "textiles")
    }
    assert 3_500 <= taka["cabins"] <= 20_000
    assert 300 <= taka["shop"] <= 2_500
    assert 5_000 <= taka["textiles"] <= 25_000
    for row in world.facts["order_line"].to_pylist():
        if (row["product_key"] or "").startswith("N-") and row["quantity_milli"] > 0:
            assert 350_000 <= row["amount_minor"] * 1000 / row["quantity_milli"] <= 900_000


def test_some_sales_of_the_shop_have_no_name(world: World) -> None:
    nameless = [row for row in world.facts["order"].to_pylist() if row["customer_key"] is None]
    assert len(nameless) > 500
    assert {row["source"] for row in nameless} == {"shop"}
    assert "phone" not in {row["channel"] for row in nameless}


def test_about_a_quarter_has_been_spoken_with(world: World) -> None:
    contacts = world.facts["contact"].to_pylist()
    spoken_with = {(row["source"], row["customer_key"]) for row in contacts}
    assert 0.2 <= len(spoken_with) / 2000 <= 0.3
    assert {row["reaction"] for row in contacts} >= {"welcome", "neutral", "unwelcome", None}


def test_language_is_known_of_some_only(world: World) -> None:
    languages = Counter(world.facts["customer"].column("language").to_pylist())
    assert set(languages) == {"bn", "en", None}
    assert 0.4 < languages[None] / 2000 < 0.7


def test_one_book_holds_three_houses_and_what_an_order_is_worth_can_be_fitted(
    world: World,
) -> None:
    """Values that differ too much have no mean (q <= 1): decision 024."""
    by_day: dict[tuple[str, str], Counter[date]] = defaultdict(Counter)
    for row in world.facts["order"].to_pylist():
        if row["state"] == "placed" and row["customer_key"] and row["currency"] == "BDT":
            by_day[row["source"], row["customer_key"]][row["happened_on"]] += row["amount_minor"]
    means = np.array([mean(days.values()) for days in by_day.values()])
    fitted = fit_gamma_gamma(
        x=np.array([len(days) for days in by_day.values()]),
        mean_value=means,
        count=np.ones(len(means)),
    )
    assert fitted.q > 1.3
    assert fitted.p * fitted.v / (fitted.q - 1) == pytest.approx(means.mean(), rel=0.4)


def test_each_house_has_its_accounts_and_those_of_the_textile_house_several_persons(
    world: World,
) -> None:
    rows = world.facts["customer"].to_pylist()
    persons = Counter((row["source"], row["account_key"]) for row in rows if row["account_key"])
    for source in ("cabins", "shop", "textiles"):
        of = [count for (where, _), count in persons.items() if where == source]
        assert len(of) > 50
    textiles = [count for (where, _), count in persons.items() if where == "textiles"]
    assert mean(textiles) > 1.7 and max(textiles) >= 5


def test_accounts_are_looked_after_by_those_who_work_there(world: World) -> None:
    staff = {one.username for one in STAFF}
    rows = world.facts["account_owner"].to_pylist()
    assert {row["staff"] for row in rows} == staff
    assert {row["in_charge"] for row in world.facts["problem"].to_pylist()} <= staff
    assert {row["staff"] for row in world.facts["care"].to_pylist()} <= staff
    textiles = [row for row in rows if row["source"] == "textiles"]
    accounts = {row["customer_key"] for row in textiles}
    assert 0.6 < len(accounts) / world.truth["account"].num_rows < 0.95


def test_the_dyeing_comes_back(world: World) -> None:
    """Some accounts have told of colour more than once."""
    told = Counter(
        row["customer_key"]
        for row in world.facts["problem"].to_pylist()
        if row["source"] == "textiles" and row["topic"] == "colour"
    )
    assert sum(count >= 2 for count in told.values()) >= 2
