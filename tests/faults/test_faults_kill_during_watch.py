"""A watch that is killed neither loses the file that it took nor counts it twice."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest
from conftest import Commands

import regulars
from regulars.cli import watch as cli_watch
from regulars.cli.main import main

STEPS = [
    "call intake/watched_folder.py:take",
    "return ledger/batches.py:begin_batch",
    "call ledger/batches.py:publish_batch",
    "return ledger/batches.py:publish_batch",
    "call intake/watched_folder.py:_moved",
    "return intake/watched_folder.py:_moved",
]
NOT_WAITING = {"regulars.cli.watch.SETTLE_SECONDS": 0.0}
ORDERS = 30


@pytest.mark.parametrize("step", STEPS)
def test_the_file_lies_in_one_place_and_counts_once(
    commands: Commands, own: Path, tmp_path: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    rows = [f"w{n},c{n},2026-02-02,{n + 1}" for n in range(ORDERS)]
    text = "\n".join(["order_id,customer_id,order_date,amount", *rows]) + "\n"
    (inbox / "orders.csv").write_text(text)
    words = ("watch", inbox, "--once", "--book", own)
    commands.start(*words, killed_at=(step, 1), constants=NOT_WAITING)
    assert commands.exit_code() == -signal.SIGKILL
    moved = step == STEPS[-1]
    assert (inbox / "orders.csv").exists() is not moved
    assert (inbox / "done" / "orders.csv").exists() is moved

    monkeypatch.setattr(cli_watch, "SETTLE_SECONDS", 0.0)
    assert main([str(word) for word in words]) == 0
    files = [path for path in inbox.rglob("*") if path.is_file()]
    assert files == [inbox / "done" / "orders.csv"]
    assert files[0].read_text() == text
    book = regulars.open(own)
    from django.db.models import Q

    from regulars.ledger.current import current_rows

    found = [row["source_id"] for row in current_rows("order", Q(source_id__startswith="w"))]
    assert sorted(found) == sorted(f"w{n}" for n in range(ORDERS))
    assert {one.state for one in book.imports()} <= {"complete", "abandoned"}
    book.close()
