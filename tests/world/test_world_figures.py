"""The figures that the demo is quoted with."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from statistics import median

from regulars.world import World

ENDS_ON = date(2026, 3, 1)


def test_the_world_is_as_large_as_announced(world: World) -> None:
    rows = {fact: table.num_rows for fact, table in world.facts.items()}
    assert rows["customer"] == 2000
    assert 15_000 <= rows["order"] <= 25_000
    assert rows["order_line"] >= 40_000


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
        for source in ("cabins", "shop")
    }
    assert 3_500 <= taka["cabins"] <= 20_000
    assert 300 <= taka["shop"] <= 2_500
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
