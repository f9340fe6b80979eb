"""The JSON of the commands that bring facts in, list them and take them out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

Run = Any


def test_init_tells_the_book(run: Run, tmp_path: Path) -> None:
    ran = run("init", tmp_path / "new", "--name", "Hill View", "--zone", "Asia/Dhaka", "--json")
    assert ran.code == 0
    assert ran.json == {"book": str(tmp_path / "new"), "name": "Hill View", "currency": None}


def test_import_tells_what_it_read_and_what_became_of_it(
    run: Run, empty: Path, orders: Path
) -> None:
    ran = run("import", orders, "--json", book=empty)
    assert ran.code == 0
    told = ran.json
    assert {
        "batch": 1, "recipe": "own", "read": 3, "new": 4, "changed": 0, "unchanged": 0,
        "rejected": 1, "anonymous": 0, "facts": {"identity": 2, "order": 2},
    }.items() <= told.items()  # fmt: skip
    assert told["rejects"] == [
        {
            "file": "orders.csv", "line": 4, "reason": "not_a_date", "column": "order_date",
            "value": "2026-13-03", "row": "3,c,2026-13-03,7",
        }
    ]  # fmt: skip


def test_a_dry_run_has_no_batch_and_shows_facts(run: Run, empty: Path, orders: Path) -> None:
    told = run("import", orders, "--dry-run", "--json", book=empty).json
    assert told["batch"] is None
    assert [row["source_id"] for row in told["preview"]["order"]] == ["1", "2"]
    assert run("imports", "--json", book=empty).json == {"imports": []}


def test_imports_are_listed_newest_first_with_their_states(
    run: Run, empty: Path, orders: Path
) -> None:
    run("import", orders, book=empty)
    run("import", orders, book=empty)
    run("undo", "1", book=empty)
    listed = run("imports", "--json", book=empty).json["imports"]
    assert [(one["batch"], one["state"], one["recipe"]) for one in listed] == [
        (2, "complete", "own"),
        (1, "undone", "own"),
    ]
    assert listed[0]["files"][0]["name"] == "orders.csv"
    assert listed[0]["counts"]["unchanged"] == 4


def test_undo_tells_the_batch_and_its_state(run: Run, empty: Path, orders: Path) -> None:
    run("import", orders, book=empty)
    ran = run("undo", "1", "--json", book=empty)
    assert (ran.code, ran.json) == (0, {"batch": 1, "state": "undone"})


def test_rejects_tell_what_to_do(run: Run, empty: Path, orders: Path) -> None:
    run("import", orders, book=empty)
    [row] = run("rejects", "1", "--json", book=empty).json["rejects"]
    assert (row["line"], row["column"], row["row"]) == (4, "order_date", "3,c,2026-13-03,7")
    assert row["message"].startswith("This is not a date.")


def test_words_tell_the_same_as_json(run: Run, empty: Path, orders: Path) -> None:
    words = run("import", orders, book=empty).out
    assert "Batch 1: imported 3 rows as own: 2 identity, 2 order." in words
    assert "4 new, 0 changed, 0 unchanged; 1 rows not taken, 0 without a customer." in words
    assert "orders.csv, line 4: This is not a date." in words
    assert "All of them: regulars rejects 1" in words
    assert "complete" in run("imports", book=empty).out
    assert "3,c,2026-13-03,7" in run("rejects", "1", book=empty).out
    assert (
        "Batch 1 is left out from now on. Run `regulars refresh`."
        in run("undo", "1", book=empty).out
    )
