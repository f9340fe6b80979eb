"""Every refusal has its exit code, is told on stderr, and ends with what to do."""

from __future__ import annotations

import gzip
import socket
from pathlib import Path
from typing import Any

import pytest

Run = Any


def refused(ran: Any, code: int, *words: str) -> None:
    assert ran.code == code, ran.err
    assert ran.out == ""
    assert ran.err.startswith("regulars: ")
    assert "Traceback" not in ran.err
    assert len(ran.err.strip().splitlines()) == 1
    for word in words:
        assert word in ran.err


@pytest.mark.parametrize(
    "words",
    [[], ["dance"], ["import"], ["undo", "first"], ["refresh", "--as-of", "soon"],
     ["today", "--hours", "many"], ["card", "--format", "pdf"], ["import", "x", "--dates", "up"]],
    ids=lambda words: "_".join(words) or "nothing",
)  # fmt: skip
def test_2_wrong_words_are_told_with_those_there_are(run: Run, words: list[str]) -> None:
    ran = run(*words)
    assert ran.code == 2
    assert ran.out == ""
    assert "usage: regulars" in ran.err


@pytest.mark.parametrize("hours", ["-1", "nan", "inf", "1e9"])
def test_2_hours_that_no_day_has(run: Run, own: Path, hours: str) -> None:
    ran = run("today", f"--hours={hours}", book=own)
    assert ran.code == 2
    assert "hours" in ran.err
    assert "Traceback" not in ran.err


def test_2_parquet_without_a_file_to_write(run: Run, business: Path) -> None:
    refused(run("card", "--format", "parquet", book=business), 2, "--output FILE")


def test_2_columns_that_the_card_does_not_have(run: Run, business: Path) -> None:
    refused(run("card", "--columns", "orders,mood", book=business), 2, "no column mood", "orders")


def test_3_a_file_that_cannot_be_read(run: Run, empty: Path, tmp_path: Path) -> None:
    refused(run("import", tmp_path / "nowhere.csv", book=empty), 3, "Check the name")
    damaged = tmp_path / "damaged.csv.gz"
    damaged.write_bytes(gzip.compress(b"order_id\n" * 100)[:-9])
    refused(run("import", damaged, book=empty), 3, "Get a fresh copy")


def test_3_a_header_that_no_recipe_knows(run: Run, empty: Path, tmp_path: Path) -> None:
    path = tmp_path / "unknown.csv"
    path.write_text("foo,bar\n")
    refused(run("import", path, book=empty), 3, "--recipe cdnow")


def test_3_dates_that_can_be_read_in_two_ways(run: Run, empty: Path, tmp_path: Path) -> None:
    path = tmp_path / "dates.csv"
    path.write_text("order_id,customer_id,order_date,amount\n1,a,01/02/2026,5\n")
    refused(run("import", path, book=empty), 3, "`--dates day-first`")
    assert run("import", path, "--dates", "day-first", book=empty).code == 0


def test_3_a_book_that_is_there_already(run: Run, empty: Path) -> None:
    before = (empty / "book.toml").read_text()
    refused(run("init", empty), 3, "Nothing was changed", "Choose another folder")
    assert (empty / "book.toml").read_text() == before


def test_3_a_place_where_no_book_can_be(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    refused(run("init", tmp_path / "file"), 3)
    refused(run("init", tmp_path / "file" / "below"), 3)


@pytest.mark.parametrize(
    "words", [["--zone", "Mars/Olympus"], ["--currency", "TAKA"]], ids=["zone", "currency"]
)
def test_3_a_zone_or_currency_that_there_is_not(run: Run, tmp_path: Path, words: list[str]) -> None:
    refused(run("init", tmp_path / "new", *words), 3, "Write e.g.")
    assert run("init", tmp_path / "new").code == 0


@pytest.mark.parametrize(
    "text", ["zone = ", "hours = 'many'", "holdout_share = 2", "zone = 'Mars'", "currency = 'X'"]
)
def test_3_a_book_file_that_cannot_be_used(run: Run, empty: Path, text: str) -> None:
    (empty / "book.toml").write_text(text)
    refused(run("imports", book=empty), 3, "book.toml")


def test_3_undo_of_what_is_undone(run: Run, own: Path) -> None:
    assert run("undo", "1", book=own).code == 0
    refused(run("undo", "1", book=own), 3, "undone already")


@pytest.mark.parametrize("command", ["imports", "today", "card", "refresh", "serve", "doctor"])
def test_4_no_book(run: Run, tmp_path: Path, command: str) -> None:
    refused(run(command, book=tmp_path), 4, "regulars init", "--book", "REGULARS_BOOK")


@pytest.mark.parametrize("command", ["today", "card"])
def test_4_no_results_yet(run: Run, empty: Path, command: str) -> None:
    refused(run(command, book=empty), 4, "`regulars refresh`")
    refused(run("customer", "x", book=empty), 4, "no customer x")


def test_4_a_customer_or_batch_that_there_is_not(run: Run, own: Path) -> None:
    refused(run("customer", "nobody", book=own), 4, "no customer nobody", "regulars card")
    refused(run("undo", "99", book=own), 4, "no batch 99", "regulars imports")
    refused(run("rejects", "99", book=own), 4, "no batch 99", "regulars imports")


def test_5_results_that_cannot_be_read(run: Run, own: Path) -> None:
    [manifest] = own.glob("snapshots/*/manifest.json")
    text = manifest.read_text()
    manifest.write_text(text[:50])
    refused(run("today", book=own), 5, "Nothing of the facts is lost", "`regulars refresh`")
    manifest.write_text(text.replace('"format": 2', '"format": 99'))
    refused(run("card", book=own), 5, "`regulars refresh`")
    manifest.unlink()
    refused(run("today", book=own), 5, "`regulars refresh`")
    assert run("refresh", book=own).code == 0
    assert run("today", book=own).code == 0


@pytest.mark.parametrize("name", ["card.parquet", "candidates.parquet", "identities.parquet"])
def test_5_a_damaged_file_of_the_results(run: Run, own: Path, name: str) -> None:
    [path] = own.glob(f"snapshots/*/{name}")
    path.write_bytes(path.read_bytes()[:100])
    refused(run("today", book=own), 5, "`regulars refresh`")


def test_6_another_import_runs(run: Run, empty: Path, orders: Path) -> None:
    from regulars.ledger.lock import only_one

    with only_one(folder=empty, work="import"):
        refused(run("import", orders, book=empty), 6, "Another import", "try again")


def test_6_another_refresh_runs(run: Run, own: Path) -> None:
    from regulars.ledger.lock import only_one

    with only_one(folder=own, work="refresh"):
        refused(run("refresh", book=own), 6, "Another refresh", "try again")


def test_6_the_port_is_taken(run: Run, own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        monkeypatch.setenv("PORT", str(other.getsockname()[1]))
        refused(run("serve", book=own), 6, "PORT=8080 regulars serve")


@pytest.mark.parametrize("port", ["eighty", "0", "65536", "-1", ""])
def test_6_a_port_that_there_is_not(
    run: Run, own: Path, monkeypatch: pytest.MonkeyPatch, port: str
) -> None:
    monkeypatch.setenv("PORT", port)
    refused(run("serve", book=own), 6, "PORT=8080")


def test_a_damaged_ledger_is_told_and_not_traced(run: Run, own: Path) -> None:
    ledger = own / "ledger.sqlite3"
    ledger.write_bytes(b"this is no database" * 1000)
    ran = run("imports", book=own)
    assert ran.code == 5
    assert "Traceback" not in ran.err
    assert "backup" in ran.err
