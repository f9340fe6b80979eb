"""Ten people a second open pages of a book of 100,000 customers while an import runs."""

from __future__ import annotations

import http.client
import queue
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.desk import Visitor, served
from benchmarks.desk_during_import import write_lines
from benchmarks.import_online_retail import FILE
from benchmarks.results import Result
from benchmarks.timing import run

CUSTOMERS = 100_000
ARRIVALS_A_SECOND = 10.0
SECONDS = 60.0
CONNECTIONS = 32
PAGES = (("/", 5), ("customer", 3))
"""How often each page is asked for; `customer` is another customer each time."""
OK, FAILED = 200, 0


@dataclass(frozen=True)
class Opened:
    """Units: seconds from the moment somebody wants the page to having all of it: who has to wait
    for a free connection waits in it too."""

    page: str
    seconds: float
    status: int


def measure() -> Result:
    """p95 of all pages, during an import and without one."""
    with tempfile.TemporaryDirectory() as place:
        book = make_book(Path(place))
        lines = FILE if FILE.is_file() else write_lines(Path(place) / "orders.csv")
        with served(book) as (port, token):
            owner = Visitor(port)
            owner.enter(token)
            visits = list(_visits(book))
            open_all(port, owner, visits[: len(visits) // 10])  # warm
            quiet = open_all(port, owner, visits)
            with importing(book, lines):
                busy = open_all(port, owner, visits)
    failed = sum(one.status != OK for one in busy)
    slowest = {page: _p(busy, 0.95, page) for page in sorted({one.page for one in busy})}
    told = ", ".join(f"{page} {1000 * seconds:.0f} ms" for page, seconds in slowest.items())
    return Result(
        name="desk_under_load",
        what=f"{ARRIVALS_A_SECOND:g} arrivals a second over the pages of a book of {CUSTOMERS:,} "
        f"customers during an import: p95 of {len(busy)} ({told}); {failed} failed",
        seconds=_p(busy, 0.95),
        baseline="the same without an import",
        baseline_seconds=_p(quiet, 0.95),
        peak_mib=None,
    )


def make_book(place: Path) -> Path:
    """The made business with `CUSTOMERS`, imported, refreshed and planned."""
    run(["-m", "benchmarks.desk_under_load", str(place)])
    return place / "book"


def write_book(place: Path) -> None:
    """Make the book of `make_book`."""
    from datetime import UTC, datetime

    import regulars
    from regulars.opening import init_book
    from regulars.world import make_world
    from regulars.world.write_files import write_files

    today = datetime.now(UTC).date()
    world = make_world(seed=7, ends_on=today, customers=CUSTOMERS)
    files = write_files(world=world, folder=place / "files")
    init_book(place / "book", name="Hill View", zone="Asia/Dhaka", currency="BDT").close()
    book = regulars.open(place / "book")
    book.import_files(files)
    book.refresh()
    book.today()
    book.close()


class importing:  # noqa: N801 - reads as what happens meanwhile
    """Imports the file over and over, until it is left."""

    def __init__(self, book: Path, lines: Path) -> None:
        self._command = [sys.executable, "-m", "regulars.cli.main", "import", str(lines)]
        self._command += ["--book", str(book)]
        self._left = threading.Event()
        self._thread = threading.Thread(target=self._work)

    def _work(self) -> None:
        while not self._left.is_set():
            subprocess.run(self._command, stdout=subprocess.DEVNULL, check=True)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._left.set()
        self._thread.join()


def _visits(book: Path) -> Iterator[tuple[float, str, str]]:
    """When, which page, which address; the same on every machine but for the customers' ids."""
    import regulars

    ids = regulars.open(book).card(columns=["customer_id"])["customer_id"].to_pylist()
    drawn = random.Random(11)
    at = 0.0
    pages, weights = zip(*PAGES, strict=True)
    while at < SECONDS:
        at += drawn.expovariate(ARRIVALS_A_SECOND)
        [page] = drawn.choices(pages, weights)
        yield at, page, f"/customers/{drawn.choice(ids)}" if page == "customer" else page


def open_all(port: int, owner: Visitor, visits: list[tuple[float, str, str]]) -> list[Opened]:
    """Each at its time, whether or not the ones before have come."""
    waiting: queue.SimpleQueue[tuple[float, str, str] | None] = queue.SimpleQueue()
    opened: list[Opened] = []

    def visit() -> None:
        visitor = Visitor(port, owner.cookies)
        while (one := waiting.get()) is not None:
            wanted_at, page, address = one
            try:
                status, _ = visitor.ask("GET", address)
            except (http.client.HTTPException, OSError):
                status, visitor = FAILED, Visitor(port, owner.cookies)
            opened.append(Opened(page, time.perf_counter() - wanted_at, status))

    threads = [threading.Thread(target=visit) for _ in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    began = time.perf_counter()
    for at, page, address in visits:
        time.sleep(max(0.0, began + at - time.perf_counter()))
        waiting.put((began + at, page, address))
    for _ in threads:
        waiting.put(None)
    for thread in threads:
        thread.join()
    return opened


def _p(opened: list[Opened], share: float, page: str | None = None) -> float:
    seconds = sorted(one.seconds for one in opened if page in (None, one.page))
    return seconds[min(int(share * len(seconds)), len(seconds) - 1)]


if __name__ == "__main__":
    write_book(Path(sys.argv[1]))
