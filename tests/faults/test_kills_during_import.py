"""Twenty kills (−9) during an import leave the whole batch or none."""

from __future__ import annotations

import csv
import random
import signal
import sqlite3
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path

import pytest

import regulars
from regulars.opening import init_book
from regulars.settings import LEDGER_FILE

KILLS = 20
ORDERS = 40_000
SEED = 20261122
PATIENCE_SECONDS = 120


@pytest.fixture(scope="module")
def orders(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file whose import takes some seconds."""
    path = tmp_path_factory.mktemp("files") / "orders.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["order_id", "customer_id", "date", "amount", "currency"])
        for number in range(ORDERS):
            day = date(2025, 1, 1) + timedelta(days=number % 600)
            rows.writerow([f"O{number}", f"C{number % 5000}", day, f"{number % 977}.50", "EUR"])
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A book that has orders already, so that a kill could harm something."""
    book = init_book(tmp_path / "book", currency="EUR")
    before = tmp_path / "before.csv"
    before.write_text("order_id,customer_id,date,amount\nB1,C1,2025-01-01,5\n", encoding="utf-8")
    book.import_files([before])
    book.close()
    return tmp_path / "book"


def test_twenty_kills_leave_the_whole_batch_or_none(folder: Path, orders: Path) -> None:
    """The moments are spread from the first row written to the end; some must hit the writing."""
    drawn = random.Random(SEED)
    whole = _seconds_of_writing(folder, orders)
    hit_while_loading = 0
    for _ in range(KILLS):
        complete = _batches(folder, "complete")
        child = _import(folder, orders)
        _wait_for_loading(folder, child)
        time.sleep(drawn.uniform(0, whole))
        child.send_signal(signal.SIGKILL)
        child.wait()
        hit_while_loading += _batches(folder, "loading") > 0

        assert _current_orders(folder) in {1, 1 + ORDERS}
        if _batches(folder, "complete") == complete:
            continue
        assert _current_orders(folder) == 1 + ORDERS

    assert hit_while_loading >= KILLS // 4, "too few kills hit the writing: widen the file"
    done = regulars.open(folder).import_files([orders])
    assert done.facts["order"] == ORDERS
    assert _current_orders(folder) == 1 + ORDERS
    assert _batches(folder, "loading") == 0
    assert not list(folder.glob("staging-*"))


def _import(folder: Path, orders: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "regulars.cli.main", "import", orders, "--book", folder],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _seconds_of_writing(folder: Path, orders: Path) -> float:
    """From the batch's first row to the end of the process; the batch is undone again."""
    child = _import(folder, orders)
    _wait_for_loading(folder, child)
    began = time.perf_counter()
    assert child.wait() == 0
    seconds = time.perf_counter() - began
    book = regulars.open(folder)
    book.undo(book.imports()[0].batch)
    book.close()
    return seconds


def _wait_for_loading(folder: Path, child: subprocess.Popen[bytes]) -> None:
    known = _newest_batch(folder)
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        if _newest_batch(folder) > known or child.poll() is not None:
            return
        time.sleep(0.005)
    raise AssertionError("the import never began to write")


def _newest_batch(folder: Path) -> int:
    [(newest,)] = _ask(folder, "SELECT max(id) FROM batch")
    return int(newest)


def _batches(folder: Path, state: str) -> int:
    [(count,)] = _ask(folder, f"SELECT count(*) FROM batch WHERE state = '{state}'")
    return int(count)


def _current_orders(folder: Path) -> int:
    """Orders that count: brought or said again by a complete batch."""
    [(count,)] = _ask(
        folder,
        """
        WITH counting AS (SELECT id FROM batch WHERE state = 'complete')
        SELECT count(DISTINCT source_id) FROM fact_order
        WHERE batch_id IN counting OR id IN (
          SELECT revision_id FROM assertion WHERE fact = 'order' AND batch_id IN counting)
        """,
    )
    return int(count)


def _ask(folder: Path, query: str) -> list[tuple[int]]:
    # A connection of its own each time: nothing of this process holds the file open.
    ledger = sqlite3.connect(f"file:{folder / LEDGER_FILE}?mode=ro", uri=True, timeout=30)
    try:
        return ledger.execute(query).fetchall()
    finally:
        ledger.close()
