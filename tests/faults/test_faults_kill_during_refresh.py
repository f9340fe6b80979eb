"""A refresh that is killed leaves the former results readable, and the next one clears up."""

from __future__ import annotations

import signal
import time
from datetime import timedelta
from pathlib import Path

import pytest
from conftest import AS_OF, Commands, wait_for

import regulars

NEXT_DAY = AS_OF + timedelta(days=1)
SHARES = (0.05, 0.35, 0.65, 0.85, 0.95)


def begun(folder: Path) -> bool:
    return any(folder.glob("refresh-*"))


@pytest.fixture(scope="module")
def seconds(commands: Commands, before: Path, tmp_path_factory: pytest.TempPathFactory) -> float:
    """How long a refresh takes."""
    import shutil

    folder = shutil.copytree(before, tmp_path_factory.mktemp("measured") / "book")
    commands.start("refresh", "--as-of", str(NEXT_DAY), "--book", folder)
    began = wait_for(lambda: begun(folder))
    assert commands.exit_code() == 0
    return time.perf_counter() - began


@pytest.mark.parametrize("share", SHARES)
def test_the_results_are_readable_and_the_next_refresh_leaves_nothing_behind(
    commands: Commands, own: Path, seconds: float, share: float
) -> None:
    commands.start("refresh", "--as-of", str(NEXT_DAY), "--book", own)
    wait_for(lambda: begun(own))
    time.sleep(share * seconds)
    commands.signal(signal.SIGKILL)
    assert commands.exit_code() in (-signal.SIGKILL, 0)

    book = regulars.open(own)
    assert book.as_of in (AS_OF, NEXT_DAY)
    assert book.card().num_rows == 500
    assert book.today(hours=1).as_of == book.as_of

    done = book.refresh(as_of=NEXT_DAY)
    assert (done.customers, book.as_of) == (500, NEXT_DAY)
    book.close()
    left = [str(path.relative_to(own)) for path in own.rglob("*")]
    for mark in (".making-", "refresh-", ".part", ".lock"):
        assert not [path for path in left if mark in path], mark
