"""A morning with the ledger in PostgreSQL, by the same commands."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from postgresql_server import Server

Run = Any
LAST_DAY = "2026-03-01"
PATIENCE_SECONDS = 90


@pytest.fixture
def address(
    postgresql: Server, empty_database: str, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    name = postgresql.new_database(template=empty_database)
    monkeypatch.setenv("DATABASE_URL", postgresql.url(name))
    yield postgresql.url(name)
    postgresql.drop_database(name)


def finding(ran: Any, what: str) -> dict[str, Any]:
    [found] = [one for one in ran.json["findings"] if one["what"] == what]
    return found


def test_from_an_empty_database_to_a_day_s_list_and_back(
    run: Run, address: str, files: list[Path], tmp_path: Path
) -> None:
    import regulars

    folder = tmp_path / "book"
    words = ["--name", "Hill View", "--zone", "Asia/Dhaka", "--currency", "BDT"]
    assert run("init", folder, *words).code == 0
    imported = run("import", *files, "--json", book=folder)
    assert imported.code == 0, imported.err
    assert imported.json["facts"]["customer"] == 300
    refreshed = run("refresh", "--as-of", LAST_DAY, "--json", book=folder)
    assert refreshed.code == 0, refreshed.err
    assert 290 < refreshed.json["customers"] <= 300
    day = run("today", "--hours", "2", "--json", book=folder).json
    first, second = [item["care_id"] for item in day["items"]][:2]

    book = regulars.open(folder)
    book.done(care_id=first, received="welcome", note="পছন্দ হয়েছে")
    book.snooze(care_id=second, days=3)
    states = {item.care_id: item.state for item in book.today(hours=2).items}
    assert (states[first], states[second]) == ("done", "snoozed")
    shown = book.customer(customer_id=day["items"][0]["customer_id"])
    assert any(one.quote == "পছন্দ হয়েছে" for one in shown.timeline)
    book.close()

    found = finding(run("doctor", "--json", book=folder), "ledger")
    assert found["ok"]
    assert "PostgreSQL" in found["found"]
    assert address.rsplit("/", 1)[1] in found["found"]

    assert run("undo", imported.json["batch"], book=folder).code == 0
    assert run("refresh", "--as-of", LAST_DAY, "--json", book=folder).json["customers"] >= 2
    assert not (folder / "ledger.sqlite3").exists()


def test_the_same_files_give_the_same_card_as_on_sqlite(
    run: Run, address: str, business: Path, files: list[Path], tmp_path: Path
) -> None:
    folder = tmp_path / "book"
    assert run("init", folder, "--zone", "Asia/Dhaka", "--currency", "BDT").code == 0
    assert run("import", *files, book=folder).code == 0
    assert run("refresh", "--as-of", LAST_DAY, book=folder).code == 0
    assert run("card", book=folder).out == run("card", book=business).out


def test_a_backup_is_restored_into_an_empty_database_and_back_into_a_file(
    run: Run, address: str, orders: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All rows, the log-ins too; what is written next gets numbers of its own."""
    file, database = (tmp_path / name for name in ("file", "database"))
    monkeypatch.delenv("DATABASE_URL")
    assert run("init", file, "--currency", "EUR").code == 0
    assert run("import", orders, book=file).code == 0
    with (file / "book.toml").open("a") as toml:
        toml.write('\n[engine]\nkind = "duckdb"\n')
    assert run("backup", tmp_path / "file.tar", book=file).code == 0
    rows = everything(file)

    monkeypatch.setenv("DATABASE_URL", address)
    restored = run("restore", tmp_path / "file.tar", database, "--json")
    assert restored.code == 0, restored.err
    assert "PostgreSQL" in finding(run("doctor", "--json", book=database), "ledger")["found"]
    assert not list(database.glob("ledger*"))
    assert everything(database) == rows
    assert run("refresh", "--as-of", "2026-02-01", book=database).code == 0
    card = run("card", book=database).out
    assert len(card.splitlines()) > 1
    told = run("doctor", "--json", book=database).json["findings"]
    assert all(one["ok"] for one in told if one["what"] != "fresh"), told

    # Numbers go on where those of the file ended; the database belongs to this book now.
    assert run("import", orders, "--json", book=database).json["batch"] == 2
    assert run("undo", 2, book=database).code == 0
    assert "another book" in run("restore", tmp_path / "file.tar", tmp_path / "no").err
    assert not (tmp_path / "no").exists()

    assert run("backup", tmp_path / "database.tar", book=database).code == 0
    rows = everything(database)
    monkeypatch.delenv("DATABASE_URL")
    over = run("restore", tmp_path / "database.tar", database, "--over", "--json")
    assert over.code == 0, over.err
    assert everything(database) == rows
    assert run("refresh", "--as-of", "2026-02-01", book=database).code == 0
    assert run("card", book=database).out == card

    monkeypatch.setenv("DATABASE_URL", address)
    before = Path(over.json["before"])
    assert everything(before) == rows, "the ledger of the book before is whole"


def everything(folder: Path) -> dict[str, list[str]]:
    """All rows of Regulars and its people."""
    import regulars

    book = regulars.open(folder)
    from django.apps import apps

    def plain(one: object) -> object:
        # PostgreSQL puts the names of JSON in an order of its own.
        return bytes(one).hex() if isinstance(one, memoryview | bytes) else str(one)

    rows = {
        model._meta.db_table: sorted(
            json.dumps(row, default=plain, sort_keys=True)
            for row in model._base_manager.values_list()
        )
        for label in ("ledger", "auth")
        for model in apps.get_app_config(label).get_models()
        if model._meta.db_table != "auth_permission"
    }
    book.close()
    return rows


def test_a_server_that_does_not_answer_is_found_by_doctor_and_told_by_the_others(
    run: Run, address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "book"
    assert run("init", folder).code == 0
    monkeypatch.setenv("DATABASE_URL", "postgresql://me:geheim@127.0.0.1:1/db")
    found = finding(run("doctor", "--json", book=folder), "ledger")
    assert not found["ok"]
    assert "Check that PostgreSQL runs" in found["found"]
    told = run("imports", book=folder)
    assert told.code == 5
    assert "Check that PostgreSQL runs" in told.err
    assert "geheim" not in told.err + found["found"]


def test_of_a_book_in_a_file_doctor_says_that_the_address_is_not_used(
    run: Run, empty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://127.0.0.1:1/db")
    found = finding(run("doctor", "--json", book=empty), "ledger")
    assert found["ok"]
    assert found["found"] == "sound; in a file, although DATABASE_URL is set"


def test_the_desk_is_served_and_lets_the_owner_in(
    run: Run, address: str, orders: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "book"
    assert run("init", folder, "--currency", "EUR").code == 0
    assert run("import", orders, book=folder).code == 0
    assert run("refresh", "--as-of", "2026-02-01", book=folder).code == 0
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "regulars.cli.main", "serve", "--book", str(folder)]
    served = subprocess.Popen(
        command, env={**os.environ, "PORT": str(port)}, stdout=-1, stderr=-1, text=True
    )
    try:
        assert served.stdout
        link = ""
        while not (found := re.search(r"http://\S+/enter/\S+", link)):
            link = served.stdout.readline()
            assert link, served.stderr
        ends = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                with urllib.request.urlopen(found[0], timeout=30) as page:
                    assert page.status == 200
                    break
            except OSError:
                assert time.monotonic() < ends
                time.sleep(0.2)
    finally:
        served.terminate()
        served.communicate(timeout=60)
