"""`regulars demo` makes a business that can be looked at, and leaves its truth apart."""

from __future__ import annotations

from pathlib import Path
from typing import Any

Run = Any


def test_the_demo_is_imported_whole_refreshed_and_planned(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "demo"
    ran = run("demo", folder, "--no-serve", "--json")
    assert (ran.code, ran.err) == (0, "")
    # Some are known to both the cabins and the shop, and are one.
    assert 1900 < ran.json["customers"] < 2000
    [batch] = run("imports", "--json", book=folder).json["imports"]
    assert (batch["state"], batch["counts"]["rejected"]) == ("complete", 0)
    assert set(batch["counts"]["facts"]) == {
        "identity", "customer", "product", "order", "order_line", "contact", "reservation",
        "problem", "problem_event", "answer", "review", "referral", "consent",
    }  # fmt: skip
    assert min(batch["counts"]["facts"].values()) > 0
    items = run("today", "--json", book=folder).json["items"]
    assert items
    assert {item["currency"] for item in items} == {"BDT"}
    assert any(item["treatment"] for item in items), "nobody's taste is known"
    assert (folder / "world" / "truth").is_dir()
