"""What all tests share: a fresh book, and where the real data lies."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from postgresql_server import Server, programs
from spark_here import SETTINGS

from regulars.engines.spark_session import open_spark
from regulars.ledger.place import VARIABLE
from regulars.opening import init_book
from regulars.settings import LEDGER_FILE

if TYPE_CHECKING:
    from regulars.workspace import Book

os.environ.pop(VARIABLE, None)  # no test writes into the database of whoever runs it
REAL_DATA = Path(__file__).parents[2] / "shared" / "data"

MakeBook = Callable[..., "Book"]

HEAVY = {"browser", "conformance", "ledger"}
"""Folders whose tests share one heavy service: they run in one process."""

ON_SPARK = {"tests/spec/test_dialect.py": "conformance"}
"""Files that share the Spark of tests/conformance."""


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """With several processes (`make test`) a heavy folder, or any other file, stays in one."""
    from xdist.scheduler import LoadScopeScheduling

    class ByService(LoadScopeScheduling):  # type: ignore[misc]
        def _split_scope(self, nodeid: str) -> str:
            file = nodeid.split("::", 1)[0]
            folder = file.split("/")[1]
            return ON_SPARK.get(file, folder if folder in HEAVY else file)

    return ByService(config, log)


@pytest.fixture(scope="session")
def empty_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with its tables and nothing in them: to copy it spares each test a second."""
    folder = tmp_path_factory.mktemp("empty")
    init_book(folder).close()
    return folder / LEDGER_FILE


@pytest.fixture
def make_book(tmp_path: Path, empty_ledger: Path) -> Iterator[MakeBook]:
    """Makes fresh books, each closing the one before: `make_book("name", currency="JPY")`."""
    made: list[Book] = []

    def make(name: str = "book", **options: Any) -> Book:
        folder = tmp_path / name
        folder.mkdir(parents=True)
        shutil.copy(empty_ledger, folder / LEDGER_FILE)
        made.append(init_book(folder, **options))
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture
def book(make_book: MakeBook) -> Book:
    """A fresh, empty book; its currency is EUR, its zone UTC."""
    return make_book(currency="EUR")


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """A PostgreSQL server of this run of tests."""
    found = programs()
    if found is None:
        missing = "no PostgreSQL server here: apt-get install postgresql"
        if os.environ.get("REGULARS_NO_SKIP") == "1":
            pytest.fail(missing)
        pytest.skip(missing)
    server = Server(found)
    yield server
    server.close()


@pytest.fixture(scope="session")
def empty_database(postgresql: Server) -> str:
    """A database with a ledger's tables and nothing in them, to copy."""
    from regulars.connect import begin_in_database, disconnect

    name = postgresql.new_database()
    begin_in_database(
        Path("/"), book_id="none", url=postgresql.url(name), write_book_file=lambda: None
    )
    disconnect()
    postgresql.execute("COMMENT ON TABLE batch IS NULL", database=name)
    return name


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real data sets, which are never part of the project."""
    if not REAL_DATA.is_dir():
        if os.environ.get("REGULARS_NO_SKIP") == "1":
            pytest.fail("real data not here: ../shared/data")
        pytest.skip("real data not here: ../shared/data")
    return REAL_DATA


@pytest.fixture(scope="session")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """`[engine]` settings of a Spark that runs until the tests end; engines on it share its JVM."""
    with open_spark(SETTINGS, temporary=tmp_path_factory.mktemp("spark")):
        yield SETTINGS
