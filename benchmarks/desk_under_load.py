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
from itertools import cycle
from pathlib import Path
from urllib.parse import urlencode

from benchmarks.desk import Visitor, served
from benchmarks.desk_during_import import write_lines
from benchmarks.import_online_retail import FILE
from benchmarks.results import Result
from benchmarks.timing import run

CUSTOMERS = 100_000
ARRIVALS_A_SECOND = 10.0
SECONDS = 60.0
CONNECTIONS = 32
PAGES = (
    ("today", 30),
    ("customer", 25),
    ("find", 15),
    ("customers", 10),
    ("note", 7),
    ("team", 6),
    ("snooze", 5),
    ("settings", 2),
)
"""How often each is asked for: of a hundred, thirty open Today, seven write a note down.

Customers, words, filters and lines are others each time.
"""
FILTERS = (
    "f=spend_minor.gt.10000&f=orders.ge.3&sort=-days_overdue",
    "f=problems_open.ge.1",
    "f=last_order_on.before.90&sort=-spend_minor",
    "",
)
WORDS = ("rah", "sultana", "kar", "amin", "017", "0171 55", "C-1204", "o")
OK, FAILED = (200, 302), 0


@dataclass(frozen=True)
class Visit:
    """Units: seconds from the beginning. Null: `said` None where a page is only looked at."""

    at: float
    page: str
    address: str
    said: dict[str, str] | None = None


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
    failed = sum(one.status not in OK for one in busy)
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


def _visits(book: Path) -> Iterator[Visit]:
    """The same on every machine but for the customers' ids."""
    import regulars

    opened = regulars.open(book)
    ids = opened.card(columns=["customer_id"])["customer_id"].to_pylist()
    plan = opened.day_plan()
    acts = _acts([item.care_id for item in plan.items] if plan else [])
    drawn = random.Random(11)
    pages, weights = zip(*PAGES, strict=True)
    at = 0.0
    while at < SECONDS:
        at += drawn.expovariate(ARRIVALS_A_SECOND)
        [page] = drawn.choices(pages, weights)
        yield Visit(at, page, *_asked(page, drawn, ids=ids, acts=acts))


def _acts(lines: list[str]) -> Iterator[tuple[str, dict[str, str]]]:
    """A line is snoozed and put back, then the next: the list stays as long as it is."""
    for line in cycle(lines):
        yield f"/today/{line}/snooze", {"days": "1"}
        yield f"/today/{line}/put-back", {}


def _asked(
    page: str, drawn: random.Random, *, ids: list[str], acts: Iterator[tuple[str, dict[str, str]]]
) -> tuple[str, dict[str, str] | None]:
    match page:
        case "today":
            return "/", None
        case "team":
            return "/today/team", None
        case "customer":
            return f"/customers/{drawn.choice(ids)}", None
        case "find":
            return f"/find?{urlencode({'q': drawn.choice(WORDS)})}", None
        case "customers":
            return f"/customers?{drawn.choice(FILTERS)}", None
        case "note":
            return "/add/note", {
                "entry_id": f"{drawn.getrandbits(128):032x}",
                "customer_id": drawn.choice(ids),
                "note": "will come on Friday",
                "channel": "call",
                "reaction": "welcome",
            }
        case "snooze":
            return next(acts)
    return "/settings", None


def open_all(port: int, owner: Visitor, visits: list[Visit]) -> list[Opened]:
    """Each at its time, whether or not the ones before have come."""
    waiting: queue.SimpleQueue[tuple[float, Visit] | None] = queue.SimpleQueue()
    opened: list[Opened] = []

    def visit() -> None:
        while (one := waiting.get()) is not None:
            visitor = Visitor(port, owner.cookies)  # each is somebody else
            wanted_at, wanted = one
            method = "GET" if wanted.said is None else "POST"
            try:
                status, _ = visitor.ask(method, wanted.address, wanted.said)
            except (http.client.HTTPException, OSError):
                status = FAILED
            finally:
                visitor.leave()
            opened.append(Opened(wanted.page, time.perf_counter() - wanted_at, status))

    threads = [threading.Thread(target=visit) for _ in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    began = time.perf_counter()
    for wanted in visits:
        time.sleep(max(0.0, began + wanted.at - time.perf_counter()))
        waiting.put((began + wanted.at, wanted))
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
