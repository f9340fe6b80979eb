"""The demo business: made, imported as any file is, refreshed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from regulars.book.book_file import FILE
from regulars.opening import init_book, open_book
from regulars.world import make_world
from regulars.world.write_files import write_files, write_truth

if TYPE_CHECKING:
    from regulars.book.refresh import Refreshed
    from regulars.workspace import Book

ZONE = "Asia/Dhaka"


def make_demo(folder: Path, *, seed: int) -> tuple[Book, Refreshed]:
    """Make the demo's book in `folder`, up to yesterday; its hidden truth lies apart.

    A book that is there already is opened and refreshed: a second `make demo` shows the first.
    """
    if (folder / FILE).exists():
        book = open_book(folder)
        return book, book.refresh()
    book = init_book(folder, name="Meghla Hill Cabins & Shop", zone=ZONE, currency="BDT")
    yesterday = datetime.now(UTC).astimezone(ZoneInfo(ZONE)).date() - timedelta(days=1)
    world = make_world(seed=seed, ends_on=yesterday)
    files = write_files(world=world, folder=folder / "world" / "files")
    write_truth(world=world, folder=folder / "world" / "truth")
    book.import_files(files)
    done = book.refresh()
    book.plan_team()
    return book, done
