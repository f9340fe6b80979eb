"""From facts to return rates in a shop whose truth is known: confounded always, with and without
an effect of hard problems."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from made_shop import AS_OF, MadeShop, made_shop
from problem_books import written
from spec.engines import Engine


def findings(engine: Engine, shop: MadeShop, making: Path) -> dict[str, Any]:
    _, found = written(engine, shop.facts, making, as_of=AS_OF)
    return found


def test_a_hard_problem_that_drives_customers_away_is_found_with_its_size(
    engine: Engine, tmp_path: Path
) -> None:
    shop = made_shop(seed=0, customers=1500, hard_slows=3.0)
    assert shop.true["hard"] < -0.2
    found = findings(engine, shop, tmp_path)
    hard, easy = found["after_a_problem"]["hard"], found["after_a_problem"]["easy"]
    assert hard["difference"] == pytest.approx(shop.true["hard"], abs=0.05)
    assert hard["difference_high"] < -0.15
    assert easy["difference"] == pytest.approx(0.0, abs=0.04)
    assert easy["alike"] > 0.95 * easy["problems"]
    # Beside all who buy, those with a problem are far more loyal: that is who has problems.
    assert easy["of_alike"] > 0.75
    kept = found["hours_and_kept"]
    assert kept["difference"] == pytest.approx(-shop.true["hard"], abs=0.06)
    assert 0 < kept["difference_low"] < kept["difference"] < kept["difference_high"]
    for end in ("", "_low", "_high"):
        share = kept[f"difference{end}"]
        assert kept[f"kept{end}_minor"] == pytest.approx(kept["spend_minor"] * share, abs=1)
    assert (kept["talks"], kept["hours"]) == (talks(shop), talks(shop) / 4)


def talks(shop: MadeShop) -> int:
    """Reports and contacts of the last year, counted from the facts."""
    steps = [row for row in shop.facts.rows["problem_event"] if row["kind"] == "contact"]
    rows = [*shop.facts.rows["problem"], *steps]
    return sum(AS_OF - timedelta(days=365) < row["happened_on"] <= AS_OF for row in rows)


def test_where_problems_change_nothing_nothing_is_promised(engine: Engine, tmp_path: Path) -> None:
    shop = made_shop(seed=1, customers=1500, hard_slows=1.0)
    found = findings(engine, shop, tmp_path)
    after, kept = found["after_a_problem"], found["hours_and_kept"]
    assert kept["difference_low"] - 0.02 < 0 < kept["difference_high"] + 0.02
    for kind in ("easy", "hard"):
        assert after[kind]["problems"] > 400
        assert after[kind]["difference"] == pytest.approx(0.0, abs=0.04), kind


def test_what_effort_means_is_learned_here_and_the_queue_is_priced_with_it(
    engine: Engine, tmp_path: Path
) -> None:
    shop = made_shop(seed=2, customers=1500, hard_slows=3.0)
    rows, found = written(engine, shop.facts, tmp_path, as_of=AS_OF)
    assert found["effort"]["basis"] == "measured"
    assert found["effort"]["weights"]["repeat_contacts"]["weight"] > 0.5
    by_kind: dict[bool, list[float]] = {True: [], False: []}
    for row in rows:
        by_kind[row["driver_transfers"] > 0].append(row["effort_percentile"])
    assert min(by_kind[True]) > max(by_kind[False])
