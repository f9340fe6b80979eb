"""`regulars doctor` looks at the machine, the ledger, the imports and the results."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

Run = Any


def findings(ran: Any) -> dict[str, Any]:
    return {one["what"]: one for one in ran.json["findings"]}


def test_of_a_sound_book_it_says_so(run: Run, business: Path) -> None:
    ran = run("doctor", "--json", book=business)
    assert ran.code == 0
    found = findings(ran)
    assert set(found) == {
        *("python", "disk", "ledger", "secret", "backup", "imports", "erased", "mirror"),
        *("results", "fresh", "web hooks"),
    }
    assert {one["ok"] for one in found.values()} == {True}
    assert found["ledger"]["found"] == "sound"
    assert found["imports"]["found"] == "1 complete, 1 in all"
    assert found["results"]["found"] == "as of 2026-03-01"
    assert "duckdb" in found["python"]["found"]


def test_of_a_new_book_it_says_what_to_do_next(run: Run, empty: Path) -> None:
    results = findings(run("doctor", "--json", book=empty))["results"]
    assert not results["ok"]
    assert "run `regulars refresh`" in results["found"]
    assert "LOOK  results" in run("doctor", book=empty).out


def test_an_import_that_was_broken_off_is_pointed_out(run: Run, empty: Path) -> None:
    import regulars

    regulars.open(empty)
    from regulars.ledger.batches import begin_batch

    begin_batch(recipe="own", files=[], at=datetime(2026, 1, 1, tzinfo=UTC))
    imports = findings(run("doctor", "--json", book=empty))["imports"]
    assert not imports["ok"]
    assert "the next import clears it" in imports["found"]


def test_damaged_results_are_pointed_out(run: Run, own: Path) -> None:
    for path in own.glob("snapshots/*/run.json"):
        path.unlink()
    results = findings(run("doctor", "--json", book=own))["results"]
    assert not results["ok"]
    assert "run `regulars refresh`" in results["found"]


def test_a_damaged_page_of_the_ledger_is_pointed_out(run: Run, own: Path) -> None:
    ledger = own / "ledger.sqlite3"
    content = bytearray(ledger.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 40_000] = b"\xff" * 40_000
    ledger.write_bytes(content)
    found = findings(run("doctor", "--json", book=own))["ledger"]
    assert not found["ok"]
    assert "restore the last backup" in found["found"]


def test_a_web_hook_whose_messages_failed_is_to_be_looked_at(run: Run, own: Path) -> None:
    import regulars

    regulars.open(own)
    from datetime import UTC, datetime

    from regulars.post.models import WebHook

    at = datetime.now(UTC)
    WebHook.objects.create(
        url="https://example.org/", events=[], salt="", made_at=at, made_by="owner",
        off_at=at, off_why="failed",
    )  # fmt: skip
    found = findings(run("doctor", "--json", book=own))["web hooks"]
    assert not found["ok"]
    assert "https://example.org/" in found["found"]
