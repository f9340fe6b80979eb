"""The JSON of the commands that work results out and read them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

Run = Any
ITEM = {
    "customer_id", "customer", "play", "pillar", "why", "how", "minutes", "stake_minor",
    "stake_low_minor", "stake_high_minor", "effect", "effect_basis", "currency", "evidence",
}  # fmt: skip
RANGES = {"chance_active": "", "expected_orders_365": "", "expected_spend_365": "_minor"}
CARD = {
    "customer_id", "orders", "spend_minor", "last_order_on",
    "chance_active", "chance_active_low", "chance_active_high",
    "expected_orders_365", "expected_orders_365_low", "expected_orders_365_high",
    "expected_spend_365_minor", "expected_spend_365_low_minor", "expected_spend_365_high_minor",
}  # fmt: skip


def test_refresh_tells_the_snapshot_and_how_long_each_step_took(
    run: Run, own: Path, customers: int
) -> None:
    ran = run("refresh", "--as-of", "2026-02-28", "--json", book=own)
    told = ran.json
    assert ran.code == 0
    assert (told["as_of"], told["customers"]) == ("2026-02-28", customers)
    assert (own / "snapshots" / told["snapshot"] / "card.parquet").is_file()
    assert set(told["steps"]) == {"mirror", "facts", "signals", "estimates", "card", "write"}
    assert sum(told["steps"].values()) <= told["seconds"] + 0.01


def test_today_tells_every_line_with_its_stake_its_effect_and_its_evidence(
    run: Run, own: Path
) -> None:
    ran = run("today", "--hours", "3", "--json", book=own)
    told = ran.json
    assert ran.code == 0
    assert told["as_of"] == "2026-03-01"
    assert told["hours"] == 3
    assert told["minutes_planned"] == sum(item["minutes"] for item in told["items"]) <= 180
    assert told["below_the_line"] > 0
    assert len(told["items"]) > 5
    for item in told["items"]:
        assert item.keys() >= ITEM
        assert item["currency"] == "BDT"
        assert item["effect_basis"] in ("assumed", "measured")
        assert 0 < item["effect"] < 1
        assert item["evidence"]
        assert all(one["label"] and one["value"] for one in item["evidence"])
        assert item["stake_low_minor"] <= item["stake_minor"] <= item["stake_high_minor"]
        assert "{" not in item["why"] + item["how"]


def test_the_lines_come_by_value_for_a_minute(run: Run, own: Path) -> None:
    items = run("today", "--json", book=own).json["items"]
    worth = [item["stake_minor"] * item["effect"] / item["minutes"] for item in items]
    assert worth == sorted(worth, reverse=True)


def test_the_card_has_its_stable_columns(run: Run, business: Path, customers: int) -> None:
    told = run("card", "--format", "json", book=business).json
    assert told["as_of"] == "2026-03-01"
    assert len(told["rows"]) == customers
    for row in told["rows"]:
        assert row.keys() >= CARD
        for stem, unit in RANGES.items():
            ends = row[f"{stem}_low{unit}"], row[f"{stem}_high{unit}"]
            known = {end is not None for end in (row[stem + unit], *ends)}
            assert known in ({True}, {False}), stem
            assert None in ends or ends[0] <= ends[1]


def test_a_customer_is_told_with_figures_and_facts(run: Run, own: Path) -> None:
    item = run("today", "--json", book=own).json["items"][0]
    ran = run("customer", item["customer_id"], "--json", book=own)
    assert ran.code == 0
    told = ran.json
    assert told["customer_id"] == item["customer_id"]
    assert told["customer"] == item["customer"]
    assert {figure["name"] for figure in told["figures"]} >= {"orders", "spend_minor"}
    assert told["timeline_total"] == len(told["timeline"]) > 0


def test_both_languages_tell_the_same_figures(run: Run, own: Path) -> None:
    english = run("today", "--json", book=own).json
    bengali = run("today", "--json", "--language", "bn", book=own).json
    for one, other in zip(english["items"], bengali["items"], strict=True):
        assert (one["customer_id"], one["stake_minor"]) == (
            other["customer_id"],
            other["stake_minor"],
        )
        assert one["why"] != other["why"]


def test_words_tell_the_list_too(run: Run, own: Path) -> None:
    items = run("today", "--json", book=own).json["items"]
    words = run("today", book=own).out
    assert "Sunday 1 March 2026" in words
    assert all(item["customer"] in words and item["why"] in words for item in items)
    customer = run("customer", items[0]["customer_id"], book=own).out
    assert items[0]["customer"] in customer


@pytest.mark.parametrize("command", ["imports", "today", "card", "doctor"])
def test_json_is_one_line_and_nothing_else_is_printed(run: Run, own: Path, command: str) -> None:
    ran = run(command, "--json", book=own)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.count("\n") == 1
    ran.json  # noqa: B018 - it is read
