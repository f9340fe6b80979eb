"""`regulars worker`, as a process of its own and beside the desk."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

PATIENCE_SECONDS = 60.0
WORKER = [sys.executable, "-m", "regulars.cli.main", "worker"]


def until(true: Callable[[], bool]) -> bool:
    for _ in range(int(PATIENCE_SECONDS / 0.2)):
        if true():
            return True
        time.sleep(0.2)
    return False


def due_all_day(book: Path) -> None:
    path = book / "book.toml"
    path.write_text(re.sub('refresh_at = "07:00"', 'refresh_at = "00:00"', path.read_text()))


def made(book: Path) -> bool:
    return (book / "snapshots" / "current.json").exists()


def test_it_makes_the_morning_s_results_and_ends_when_told(empty: Path) -> None:
    due_all_day(empty)
    worker = subprocess.Popen([*WORKER, "--book", str(empty)], stderr=subprocess.PIPE)
    try:
        assert until(lambda: made(empty))
    finally:
        worker.terminate()
        worker.communicate(timeout=PATIENCE_SECONDS)


def test_beside_a_desk_it_ends_with_it(empty: Path) -> None:
    ended, going = os.pipe()
    worker = subprocess.Popen(
        [*WORKER, "--book", str(empty), "--until-closed", str(ended)], pass_fds=[ended]
    )
    try:
        os.close(ended)
        assert until((empty / "worker.lock").exists)
        assert worker.poll() is None
        os.close(going)
        assert worker.wait(PATIENCE_SECONDS) == 0
    finally:
        worker.kill()


def test_a_second_worker_is_told(empty: Path) -> None:
    first = subprocess.Popen([*WORKER, "--book", str(empty)])
    try:
        assert until((empty / "worker.lock").exists)
        second = subprocess.run(
            [*WORKER, "--book", str(empty)], check=False, capture_output=True, text=True
        )
        assert second.returncode == 6
        assert "Another worker of this book is running" in second.stderr
    finally:
        first.terminate()
        first.wait(PATIENCE_SECONDS)
