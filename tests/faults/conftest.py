"""A book with an import to come, and commands in processes that can be stopped or killed."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import regulars
from regulars.opening import init_book
from regulars.settings import LEDGER_FILE

if TYPE_CHECKING:
    from regulars.workspace import Book

CUSTOMERS, ORDERS, LINES, CONTACTS = 2_000, 10_000, 20_000, 1_000
AS_OF = date(2026, 3, 1)
PATIENCE_SECONDS = 60
MEMORY = Path("/dev/shm")
ROOM_BYTES = 1 << 30


class Commands:
    """One command at a time in a process of its own."""

    def __init__(self, scratch: Path) -> None:
        script = Path(__file__).with_name("forked.py")
        self._server = subprocess.Popen(
            [sys.executable, script, scratch], stdin=-1, stdout=-1, text=True
        )
        self.number: int | None = None

    def start(
        self,
        *words: str | Path,
        killed_at: tuple[str, int] | None = None,
        constants: dict[str, Any] | None = None,
        environment: dict[str, str] | None = None,
    ) -> None:
        """`killed_at`: a step of steps.py and which time it comes; `constants`: of modules."""
        if self.number is not None:  # a test before failed half way
            self.exit_code()
        asked = {
            "words": [str(word) for word in words],
            "killed_at": killed_at,
            "constants": constants or {},
            "environment": environment or {},
        }
        self.number = self._asked(asked)["began"]

    def signal(self, which: signal.Signals) -> None:
        assert self.number
        os.kill(self.number, which)

    def exit_code(self) -> int:
        """Waits for the end; negative where a signal ended it."""
        code = self._asked(None)["ended"]
        self.number = None
        return code

    def close(self) -> None:
        assert self._server.stdin
        assert self._server.stdout
        self._server.stdin.close()
        self._server.wait(PATIENCE_SECONDS)
        self._server.stdout.close()

    def _asked(self, what: dict[str, Any] | None) -> dict[str, int]:
        assert self._server.stdin
        assert self._server.stdout
        self._server.stdin.write(json.dumps(what) + "\n")
        self._server.stdin.flush()
        told: dict[str, int] = json.loads(self._server.stdout.readline())
        return told


@pytest.fixture(scope="session")
def ram(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder in memory where there is room, else one like any: what a kill leaves is the same,
    for a process that is killed loses nothing of what it told the system to write."""
    if not (MEMORY.is_dir() and shutil.disk_usage(MEMORY).free >= ROOM_BYTES):
        yield tmp_path_factory.mktemp("ram")
        return
    folder = Path(tempfile.mkdtemp(prefix="regulars-faults-", dir=MEMORY))
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def commands(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Commands]:
    server = Commands(tmp_path_factory.mktemp("scratch") / "book")
    yield server
    server.close()


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The import to come: four facts, some of them known already, some changed."""
    return _write(tmp_path_factory.mktemp("files"), CUSTOMERS, ORDERS, LINES, CONTACTS, factor=2)


@pytest.fixture(scope="session")
def before(tmp_path_factory: pytest.TempPathFactory, empty_ledger: Path) -> Iterator[Path]:
    """A book with one import, results and a planned day."""
    folder = tmp_path_factory.mktemp("before") / "book"
    folder.mkdir()
    shutil.copy(empty_ledger, folder / LEDGER_FILE)
    book = init_book(folder, currency="EUR")
    book.import_files(_write(folder.parent, 500, 2_000, 4_000, 100, factor=1))
    book.refresh(as_of=AS_OF)
    book.today(hours=8)
    book.close()
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def own(before: Path, tmp_path: Path) -> Iterator[Path]:
    """A copy of that book."""
    yield shutil.copytree(before, tmp_path / "book")
    shutil.rmtree(tmp_path / "book")


def _write(
    folder: Path, customers: int, orders: int, lines: int, contacts: int, *, factor: int
) -> list[Path]:
    """Amounts of every other order are multiplied, so that some facts change."""
    day = AS_OF - timedelta(days=1)
    texts = {
        "customers": ["customer_id,name", *(f"c{n},Name {n}" for n in range(customers))],
        "orders": [
            "order_id,customer_id,order_date,amount",
            *(
                f"o{n},c{n * 7919 % customers},{day - timedelta(days=n % 700)},"
                f"{(n % 50 + 1) * (factor if n % 2 else 1)}"
                for n in range(orders)
            ),
        ],
        "lines": [
            "order_line_id,order_id,product_id,amount",
            *(f"o{n // 2}/{n % 2},o{n // 2},p{n % 30},{n % 50 + 1}" for n in range(lines)),
        ],
        "contacts": [
            "contact_id,customer_id,channel,date",
            *(f"k{n},c{n},call,{day - timedelta(days=n % 300)}" for n in range(contacts)),
        ],
    }
    paths = []
    for name, rows in texts.items():
        paths.append(folder / f"{name}.csv")
        paths[-1].write_text("\n".join(rows) + "\n")
    return paths


@pytest.fixture(scope="session")
def facts_of() -> Callable[[Book], dict[str, Any]]:
    """Number of current rows of every fact, and the sum of the orders, as the engine sees them."""

    def read(book: Book) -> dict[str, Any]:
        from regulars.book.current_facts import define_current_facts
        from regulars.book.mirror import sync_mirror
        from regulars.contracts import CONTRACTS
        from regulars.engines import DuckDBEngine
        from regulars.ledger.batches import published_order

        with DuckDBEngine(temporary=book.folder / "temporary") as engine:
            define_current_facts(
                engine,
                files=sync_mirror(book.folder),
                published=published_order(),
                warehouse={},
            )
            found: dict[str, Any] = {
                one.fact: engine.rows(f"SELECT count(*) FROM fact_{one.fact}")[0][0]
                for one in CONTRACTS
            }
            found["sum"] = engine.rows("SELECT sum(amount_minor)::BIGINT FROM fact_order")[0][0]
        return found

    return read


@pytest.fixture(scope="session")
def facts_before(before: Path, facts_of: Callable[[Book], dict[str, Any]]) -> dict[str, Any]:
    """What the book of `before` holds."""
    book = regulars.open(before)
    found = facts_of(book)
    book.close()
    return found


@pytest.fixture(scope="session")
def facts_after(
    before: Path,
    files: list[Path],
    tmp_path_factory: pytest.TempPathFactory,
    facts_of: Callable[[Book], dict[str, Any]],
) -> dict[str, Any]:
    """What the whole import gives."""
    folder = tmp_path_factory.mktemp("after") / "book"
    book = regulars.open(shutil.copytree(before, folder))
    book.import_files(files)
    found = facts_of(book)
    book.close()
    shutil.rmtree(folder)
    return found


def wait_for(what: Callable[[], object]) -> float:
    """Looks every millisecond until `what` is true; the moment when it was."""
    ends = time.perf_counter() + PATIENCE_SECONDS
    while not what():
        assert time.perf_counter() < ends, "waited too long"
        time.sleep(0.001)
    return time.perf_counter()


def newest_state(folder: Path) -> tuple[int, str]:
    """Number and state of the newest batch, read from outside.

    Closed at once: two SQLite libraries must not have the file open (see ledger/columns.py).
    """
    place = f"file:{folder / LEDGER_FILE}?mode=ro"
    with closing(sqlite3.connect(place, uri=True, timeout=30)) as ledger:
        [row] = ledger.execute("SELECT id, state FROM batch ORDER BY id DESC LIMIT 1").fetchall()
    return row
