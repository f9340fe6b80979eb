"""`regulars demo` makes a business that can be looked at, and leaves its truth apart."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from django.db.models import Q

from regulars.contracts import CONTRACTS
from regulars.world.truth.catalogue import TRUTH

Run = Any


def test_the_demo_is_imported_whole_refreshed_and_planned(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    ran = run("demo", folder, "--no-serve", "--json")
    assert (ran.code, ran.err) == (0, "")
    # Some are known to two of the houses, and are one.
    assert 1900 < ran.json["customers"] < 2000
    [batch] = run("imports", "--json", book=folder).json["imports"]
    assert (batch["state"], batch["counts"]["rejected"]) == ("complete", 0)
    # Some is written at the desk; all else comes from the files.
    every = {contract.fact for contract in CONTRACTS}
    assert set(batch["counts"]["facts"]) == every - {"care", "treatment", "follow_up"}
    assert min(batch["counts"]["facts"].values()) > 0
    items = run("today", "--json", book=folder).json["items"]
    assert len(items) > 10
    assert {item["currency"] for item in items} == {"BDT"}
    assert any(item["treatment"] for item in items), "nobody's taste is known"
    assert all(item["stake_minor"] for item in items), "nothing says what is at stake"
    truth = {path.stem for path in (folder / "world" / "truth").iterdir()}
    assert truth == {table.name for table in TRUTH}
    # Neither files nor truth are read again: without them all is as it was.
    shutil.rmtree(folder / "world")
    assert run("refresh", "--json", book=folder).code == 0
    assert run("today", "--json", book=folder).json["items"] == items


def test_a_demo_of_one_house_has_its_staff_their_lists_and_the_care_of_the_past(
    run: Run, tmp_path: Path
) -> None:
    folder = tmp_path / "demo"
    ran = run("demo", folder, "--no-serve", "--json", "--business", "textiles")
    assert (ran.code, ran.json["customers"]) == (0, 700)
    # Its models were tried on its own past, and its results take what that chose.
    [kept] = (folder / "backtests").glob("*.json")
    report = json.loads(kept.read_text())["report"]
    assert report["chosen"] and report["held_out"]["models"]
    [manifest] = folder.glob("snapshots/*/manifest.json")
    assert json.loads(manifest.read_text())["backtest"]["chosen"] == report["chosen"]
    from regulars.ledger.current import current_rows
    from regulars.people.models import Person

    roles = dict(Person.objects.values_list("user__username", "role"))
    assert roles == {"owner": "owner", "sudip": "staff", "anika": "staff"}
    lists = {
        name: {
            item["customer_id"]
            for item in run("today", "--json", "--staff", name, book=folder).json["items"]
        }
        for name in ("owner", "sudip")
    }
    assert all(lists.values())
    assert not lists["owner"] & lists["sudip"]
    cares = current_rows("care", Q(rank=None) | Q(state="done"))
    assert {(row["source"], row["state"]) for row in cares} == {
        ("desk", "done"),
        ("desk", "held_out"),
    }
    assert len({row["planned_on"] for row in cares}) > 100
    from regulars.acts.follow_up import word_id

    # A new word at the desk takes the place of the demo's.
    for row in current_rows("follow_up", Q()):
        assert row["source_id"] == word_id(row["about"], row["about_source"], row["about_key"])
