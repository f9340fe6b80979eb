"""A book that the first loop made opens today with the same facts; one of the future does not.

`first_loop/` was written by the code of commit 7c4cf0f: an invented tea house, as a dump of its
ledger, its mirror and snapshot, and what that code said of them.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import sqlite3
import tarfile
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import regulars
from regulars.cli.main import main
from regulars.connect import BookTooNew
from regulars.contracts import BY_FACT
from regulars.ledger.place import LEDGER_FILE

FIRST_LOOP = Path(__file__).parent / "first_loop"
AS_OF = date(2025, 11, 1)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """The folder of the old book."""
    folder = tmp_path / "old"
    folder.mkdir()
    (folder / "book.toml").write_bytes((FIRST_LOOP / "book.toml").read_bytes())
    with closing(sqlite3.connect(folder / LEDGER_FILE)) as ledger:
        ledger.executescript((FIRST_LOOP / "ledger.sql").read_text(encoding="utf-8"))
    packed = base64.decodebytes((FIRST_LOOP / "results.tar.xz.base64").read_bytes())
    with tarfile.open(fileobj=io.BytesIO(packed)) as results:
        results.extractall(folder, filter="data")
    return folder


@pytest.fixture(scope="module")
def expected() -> dict[str, Any]:
    return json.loads((FIRST_LOOP / "expected.json").read_text(encoding="utf-8"))


def said(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Without nulls, as the dump has them."""
    known = [{name: v for name, v in row.items() if v is not None} for row in rows]
    return json.loads(json.dumps(known, default=str))


def test_its_facts_imports_rejects_and_day_are_the_same(
    old: Path, expected: dict[str, Any]
) -> None:
    book = regulars.open(old)
    from django.db.models import Q

    from regulars.ledger.current import current_rows

    for fact, rows in expected["facts"].items():
        found = sorted(current_rows(fact, Q()), key=lambda row: (row["source"], row["source_id"]))
        assert said(found) == rows, fact
    assert {current_rows(fact, Q()) == [] for fact in set(BY_FACT) - set(expected["facts"])} == {
        True
    }
    assert [[one.batch, one.state] for one in book.imports()] == expected["imports"]
    assert said(book.rejects(1)) == expected["rejects"]
    book.close()


def test_after_a_refresh_its_figures_are_the_same(old: Path, expected: dict[str, Any]) -> None:
    book = regulars.open(old)
    book.refresh(as_of=AS_OF)
    rows = {row["customer_id"]: row for row in said(book.card().to_pylist())}
    assert set(rows) == {row["customer_id"] for row in expected["card"]}
    for before in expected["card"]:
        after = rows[before["customer_id"]]
        assert {name: after.get(name) for name in before} == before
    assert [[i.customer_id, i.state] for i in book.today(hours=8).items] == expected["day"]
    book.close()


def test_its_old_results_are_read_or_it_says_to_refresh(
    old: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["card", "--columns", "customer_id,orders", "--book", str(old)])
    told = capsys.readouterr()
    assert code == 0 or (code == 5 and "regulars refresh" in told.err)
    if code == 0:
        assert told.out.count("\n") == 4


def test_its_undone_import_can_be_imported_again_and_a_person_erased(
    old: Path, tmp_path: Path
) -> None:
    book = regulars.open(old)
    path = tmp_path / "orders.csv"
    path.write_text("order_id,customer_id,order_date,amount\nx1,p9,2025-02-02,7\n")
    assert book.import_files([path]).new == 2
    ayesha = "3f3c7ffd-d321-5b1b-a1f2-4b6edd7f5cfa"
    book.erase(customer_id=ayesha, by="test")
    book.refresh(as_of=AS_OF)
    book.close()
    assert not [one for one in old.rglob("*") if one.is_file() and b"Ayesha" in one.read_bytes()]


def test_3_a_book_of_a_newer_regulars_is_refused_and_nothing_is_changed(
    old: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    regulars.open(old).close()
    with closing(sqlite3.connect(old / LEDGER_FILE)) as ledger:
        ledger.execute(
            "INSERT INTO django_migrations (app, name, applied)"
            " VALUES ('ledger', '9999_of_the_future', '2030-01-01')"
        )
        ledger.commit()

    def state() -> dict[str, str]:
        return {
            str(path.relative_to(old)): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in old.rglob("*")
            if path.is_file() and path.suffix not in {".sqlite3-wal", ".sqlite3-shm"}
        }

    before = state()
    with pytest.raises(BookTooNew, match="newer Regulars"):
        regulars.open(old)
    assert main(["imports", "--book", str(old)]) == 3
    assert "9999_of_the_future" in capsys.readouterr().err
    assert state() == before


def test_3_a_backup_with_a_newer_ledger_is_refused(old: Path, tmp_path: Path) -> None:
    from regulars.opening import restore_book

    book = regulars.open(old)
    with closing(sqlite3.connect(old / LEDGER_FILE)) as ledger:
        ledger.execute(
            "INSERT INTO django_migrations (app, name, applied)"
            " VALUES ('tomorrow', '0001_initial', '2030-01-01')"
        )
        ledger.commit()
    path = book.backup(tmp_path / "b.tar").path
    with pytest.raises(BookTooNew):
        restore_book(path, tmp_path / "new")
    assert not (tmp_path / "new").exists()
    assert not list(tmp_path.glob(".*"))
