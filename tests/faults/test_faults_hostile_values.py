"""Values that would harm a screen or a spreadsheet are kept as data, and do no harm going out."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from regulars.cli.main import main

if TYPE_CHECKING:
    from regulars.workspace import Book

FORMULAS = ["=cmd|' /C calc'!A0", "+1+cmd()", "-2+3", "@SUM(1)", "\t=1", "\n=1", "＝1"]
TURNS = "\u202egnp.exe\u202c \u2066x\u2069 مرحبا"
Run = Callable[..., str]


@pytest.fixture
def printed(book: Book, capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*words: str | Path) -> str:
        capsys.readouterr()
        assert main([*map(str, words), "--book", str(book.folder)]) == 0
        return capsys.readouterr().out

    return run


def orders(path: Path, customers: list[str], day: str = "2026-01-02") -> Path:
    with path.open("w", encoding="utf-8", newline="") as text:
        writer = csv.writer(text)
        writer.writerow(["order_id", "customer_id", "order_date", "amount", "channel"])
        writer.writerows([[n, key, day, 5, "web"] for n, key in enumerate(customers, start=1)])
    return path


def test_formulas_are_kept_and_no_csv_lets_them_run(
    book: Book, tmp_path: Path, printed: Run
) -> None:
    from regulars.ledger.models import Order

    done = book.import_files([orders(tmp_path / "good.csv", FORMULAS)])
    kept = set(Order.objects.values_list("customer_key", flat=True))
    assert kept == set(FORMULAS)
    assert done.rejected == 0
    bad = book.import_files([orders(tmp_path / "bad.csv", FORMULAS, day="never")])
    [path] = book.write_rejects(bad.batch or 0, tmp_path / "rejects.csv")
    with path.open(encoding="utf-8-sig", newline="") as text:
        rows = list(csv.DictReader(text))
    assert [row["customer_id"] for row in rows] == ["'" + formula for formula in FORMULAS]
    book.refresh(as_of=date(2026, 1, 3))
    for line in csv.reader(printed("card").splitlines()):
        assert not [cell for cell in line if cell.startswith(("=", "+", "@", "\t", "\n"))]


def test_the_engine_guards_every_text_column_that_it_writes(tmp_path: Path) -> None:
    import pyarrow as pa

    from regulars.engines import DuckDBEngine

    path = tmp_path / "out.csv"
    with DuckDBEngine(temporary=tmp_path) as engine:
        table = {"name": FORMULAS, "n": [-1] * len(FORMULAS), "phone": ["+880"] * len(FORMULAS)}
        engine.define_arrow("given", pa.table(table))
        engine.write_csv("SELECT * FROM given", path)
    with path.open(encoding="utf-8", newline="") as text:
        rows = list(csv.reader(text))[1:]
    assert rows == [["'" + formula, "-1", "+880"] for formula in FORMULAS]


def test_marks_of_direction_and_escapes_are_kept_and_shown_but_not_done(
    book: Book, tmp_path: Path, printed: Run
) -> None:
    from regulars.ledger.models import Order

    path = orders(tmp_path / "o.csv", [TURNS, "a\x1b[2Jb"])
    assert book.import_files([path]).rejected == 0
    assert set(Order.objects.values_list("customer_key", flat=True)) == {TURNS, "a\x1b[2Jb"}
    bad = book.import_files([orders(tmp_path / "b.csv", [TURNS, "a\x1b[2Jb"], day="never")])
    told = printed("rejects", str(bad.batch))
    assert "\\u202egnp.exe" in told
    assert "a\\u001b[2Jb" in told
    assert not set(told) & {"\x1b", "\u202e", "\u202c", "\u2066", "\u2069"}
    assert "مرحبا" in told
    rows = json.loads(printed("rejects", str(bad.batch), "--json"))["rejects"]
    assert [row["row"].split(",")[1] for row in rows] == [TURNS, "a\x1b[2Jb"]


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        ("1970-01-01", None),
        ("1900-01-01", None),
        ("1899-12-30", "date_too_early"),
        ("0001-01-01", "date_too_early"),
        ("2999-01-01", "date_too_late"),
        ("9999-12-31", "date_too_late"),
        ("99999-01-01", "not_a_date"),
        ("1969-12-31T23:59:59Z", None),
    ],
)
def test_old_days_are_believed_and_far_ones_are_not(
    book: Book, tmp_path: Path, day: str, reason: str | None
) -> None:
    done = book.import_files([orders(tmp_path / "o.csv", ["a"], day=day)])
    assert [row["reason"] for row in done.rejects] == ([reason] if reason else [])


@pytest.mark.parametrize("amount", ["1e16", "9" * 40, "-1e300", "1e-400", "99999999999999999.99"])
def test_absurd_amounts_are_not_taken(book: Book, tmp_path: Path, amount: str) -> None:
    path = tmp_path / "o.csv"
    path.write_text(f"order_id,customer_id,order_date,amount\n1,a,2026-01-02,{amount}\n")
    done = book.import_files([path])
    assert done.rejected == (0 if amount == "1e-400" else 1)
