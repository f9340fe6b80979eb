"""Running `regulars` as people do, on a small believable business."""

from __future__ import annotations

import csv
import json
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from regulars.cli.main import main
from regulars.opening import init_book, open_book
from regulars.settings import LEDGER_FILE
from regulars.world import make_world
from regulars.world.write_files import write_files

LAST_DAY = date(2026, 3, 1)
CUSTOMERS = 300


@dataclass(frozen=True)
class Ran:
    """What a command gave back and printed."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Ran]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """`run("today", "--json", book=folder)`: the command in this process, which is faster."""
    monkeypatch.delenv("REGULARS_BOOK", raising=False)

    def call(*words: str | Path, book: Path | None = None) -> Ran:
        given = [str(word) for word in words] + (["--book", str(book)] if book else [])
        capfd.readouterr()
        try:
            code = main(given)
        except SystemExit as stopped:
            code = int(str(stopped.code or 0))
        printed = capfd.readouterr()
        return Ran(code, printed.out, printed.err)

    return call


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The files of the business."""
    world = make_world(seed=7, ends_on=LAST_DAY, customers=CUSTOMERS)
    return list(write_files(world=world, folder=tmp_path_factory.mktemp("files")))


@pytest.fixture(scope="session")
def customers(files: list[Path]) -> int:
    """How many customers the files have: the same e-mail, number or a match makes them one."""
    records = _records(files, "customers.csv")
    group = {
        (record["source"], record["source_id"]): number for number, record in enumerate(records)
    }
    first: dict[str, tuple[str, str]] = {}
    same = [
        (key, first.setdefault(shared, key))
        for record in records
        for key in [(record["source"], record["source_id"])]
        for shared in (record["email"].lower(), record["phone"][-10:])
        if shared
    ]
    same += [
        ((record["source"], record["customer_key"]), (record["other_source"], record["other_key"]))
        for record in _records(files, "matches.csv")
        if record["decision"] == "same"
    ]
    for one, other in same:
        kept, gone = group[other], group[one]
        group = {key: kept if of == gone else of for key, of in group.items()}
    return len(set(group.values()))


def _records(files: list[Path], name: str) -> list[dict[str, str]]:
    [path] = [path for path in files if path.name == name]
    with path.open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


@pytest.fixture(scope="session")
def business(
    tmp_path_factory: pytest.TempPathFactory, empty_ledger: Path, files: list[Path]
) -> Path:
    """Its book, imported as batch 1 and refreshed as of its last day. Read only: tests share it."""
    folder = tmp_path_factory.mktemp("business") / "book"
    folder.mkdir()
    shutil.copy(empty_ledger, folder / LEDGER_FILE)
    init_book(folder, name="Hill View", zone="Asia/Dhaka", currency="BDT").close()
    # The salt decides who is held out: with a salt of its own each run would be another list.
    text = (folder / "book.toml").read_text()
    (folder / "book.toml").write_text(re.sub('salt = ".*?"', 'salt = "0123456789abcdef"', text))
    book = open_book(folder)
    book.import_files(files)
    book.refresh(as_of=LAST_DAY)
    book.close()
    return folder


@pytest.fixture
def own(business: Path, tmp_path: Path) -> Path:
    """A copy of the business's book, for tests that write."""
    return shutil.copytree(business, tmp_path / "own")


@pytest.fixture
def empty(empty_ledger: Path, tmp_path: Path) -> Path:
    """An empty book whose currency is EUR."""
    folder = tmp_path / "empty"
    folder.mkdir()
    shutil.copy(empty_ledger, folder / LEDGER_FILE)
    init_book(folder, currency="EUR").close()
    return folder


@pytest.fixture
def orders(tmp_path: Path) -> Path:
    """Two good orders and a bad one."""
    path = tmp_path / "orders.csv"
    path.write_text(
        "order_id,customer_id,order_date,amount\n"
        "1,a,2026-01-02,5\n2,b,2026-01-03,6\n3,c,2026-13-03,7\n"
    )
    return path
