"""The real files imported once by the command line, and counted once by hand."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from counted_by_hand import Cdnow, Retail, count_cdnow, count_retail
from counted_incidents import Incidents, count_incidents
from counted_olist import Olist, count_olist

from regulars.cli.main import main

REGULARS = Path(sys.executable).with_name("regulars")


@dataclass(frozen=True)
class Imported:
    """A book into which one file was imported twice, with what each command told."""

    folder: Path
    first: dict[str, Any]
    second: dict[str, Any]
    refreshed: dict[str, Any]
    card: list[dict[str, Any]]


def told(folder: Path, *words: str | Path) -> dict[str, Any]:
    """The JSON of a command in this process."""
    with redirect_stdout(io.StringIO()) as out:
        assert main([*map(str, words), "--json", "--book", str(folder)]) == 0
    return json.loads(out.getvalue())


def import_twice(folder: Path, *words: str | Path) -> Imported:
    """Import with what the command is given: files and options."""

    def shell(*words: str | Path) -> str:
        return subprocess.run(
            [REGULARS, *words], capture_output=True, text=True, check=True, timeout=300
        ).stdout

    shell("init", folder)
    first = json.loads(shell("import", *words, "--json", "--book", folder))
    return Imported(
        folder=folder,
        first=first,
        second=told(folder, "import", *words),
        refreshed=told(folder, "refresh"),
        card=told(folder, "card")["rows"],
    )


@pytest.fixture(scope="session")
def retail(real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Imported]:
    folder = tmp_path_factory.mktemp("real") / "retail"
    yield import_twice(folder, real_data / "online_retail" / "online_retail.csv.gz")
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def retail_by_hand(real_data: Path) -> Retail:
    return count_retail(real_data / "online_retail" / "online_retail.csv.gz")


@pytest.fixture(scope="session")
def cdnow(real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Imported]:
    folder = tmp_path_factory.mktemp("real") / "cdnow"
    master = real_data / "cdnow" / "CDNOW_master.txt"
    yield import_twice(folder, master, "--recipe", "cdnow")
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def cdnow_by_hand(real_data: Path) -> Cdnow:
    return count_cdnow(real_data / "cdnow" / "CDNOW_master.txt")


@pytest.fixture(scope="session")
def olist(real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Imported]:
    folder = tmp_path_factory.mktemp("real") / "olist"
    yield import_twice(folder, *sorted((real_data / "olist").glob("*.csv")))
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def olist_by_hand(real_data: Path) -> Olist:
    return count_olist(real_data / "olist")


@pytest.fixture(scope="session")
def incidents(real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Imported]:
    folder = tmp_path_factory.mktemp("real") / "incidents"
    yield import_twice(folder, real_data / "incidents" / "incident_event_log.csv.gz")
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def incidents_by_hand(real_data: Path) -> Incidents:
    return count_incidents(real_data / "incidents" / "incident_event_log.csv.gz")


@pytest.fixture(scope="session")
def bprd(real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Imported]:
    folder = tmp_path_factory.mktemp("real") / "bprd"
    yield import_twice(folder, real_data / "bprd" / "BPRD.csv")
    shutil.rmtree(folder)


@pytest.fixture
def copied(tmp_path: Path) -> Iterator[Callable[[Imported], Path]]:
    """Copies of a book, for tests that write."""
    yield lambda book: shutil.copytree(book.folder, tmp_path / "copy")
    shutil.rmtree(tmp_path / "copy", ignore_errors=True)


@pytest.fixture
def tell() -> Callable[..., dict[str, Any]]:
    return told


@pytest.fixture(scope="session")
def tell_all() -> Callable[..., dict[str, Any]]:
    """`tell_all("backtest", book=folder)`, for fixtures that tests share."""

    def call(*words: str | Path, book: Path | None = None) -> dict[str, Any]:
        given = [*map(str, words), "--json", *(["--book", str(book)] if book else [])]
        with redirect_stdout(io.StringIO()) as out:
            assert main(given) == 0
        return json.loads(out.getvalue())

    return call
