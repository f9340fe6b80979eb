"""A kill (−9) during a refresh leaves the results of the one before."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

import regulars
from regulars.ledger.lock import BookBusy, only_one
from regulars.opening import init_book
from regulars.world import make_world
from regulars.world.write_files import write_files

KILLS = 5
SEED = 7
DAY = date(2026, 3, 1)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A refreshed book of a small believable business."""
    place = tmp_path_factory.mktemp("refresh")
    book = init_book(place / "book", currency="BDT", zone="Asia/Dhaka")
    world = make_world(seed=SEED, ends_on=DAY, customers=300)
    book.import_files(write_files(world=world, folder=place / "files"))
    book.refresh(as_of=DAY)
    book.close()
    return place / "book"


def test_a_killed_refresh_leaves_the_former_results_readable(folder: Path) -> None:
    drawn = random.Random(SEED)
    before = regulars.open(folder).card().num_rows
    for _ in range(KILLS):
        child = subprocess.Popen(
            [sys.executable, "-m", "regulars.cli.main", "refresh", "--book", folder],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(drawn.uniform(0.8, 2.5))
        child.send_signal(signal.SIGKILL)
        child.wait()

        book = regulars.open(folder)
        assert book.card().num_rows == before
        book.close()

    book = regulars.open(folder)
    assert book.refresh(as_of=DAY).customers == before
    assert not list((folder / "snapshots").glob(".making-*"))
    assert not list(folder.glob("refresh-*"))


def test_of_two_refreshes_at_once_the_second_is_told(folder: Path) -> None:
    book = regulars.open(folder)
    with (
        only_one(folder=folder, work="refresh"),
        pytest.raises(BookBusy, match="Another refresh of this book is running"),
    ):
        book.refresh(as_of=DAY)
