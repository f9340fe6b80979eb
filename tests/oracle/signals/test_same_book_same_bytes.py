"""The same ledger, day and settings give the same bytes: a whole snapshot, on one thread or two."""

from __future__ import annotations

import json
import shutil
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
import tomlkit

import regulars
from regulars.opening import init_book

AS_OF = date(2026, 6, 30)
CUSTOMERS = 3_000
FILES = ("card.parquet", "candidates.parquet", "identities.parquet", "manifest.json")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book with orders that make every model fit and every play choose somebody."""
    place = tmp_path_factory.mktemp("same")
    random, lines = Random(5), ["order_id,customer_id,order_date,amount"]
    for customer in range(CUSTOMERS):
        # As the models see it: each buys at a rate of their own, and may stop after any purchase.
        rate, stops = random.gammavariate(1.0, 0.02), random.betavariate(1.0, 2.5)
        mean, day = random.gammavariate(4.0, 20.0), random.uniform(1, 700)
        while day >= 1:
            on = AS_OF - timedelta(days=int(day))
            lines.append(f"{len(lines)},{customer},{on},{max(1, random.gauss(mean, mean / 4)):.2f}")
            day = day - random.expovariate(rate) if random.random() > stops else 0
    (place / "orders.csv").write_text("\n".join(lines) + "\n")
    book = init_book(place / "book", currency="EUR")
    book.import_files([place / "orders.csv"])
    book.close()
    return place / "book"


def written(folder: Path, place: Path, **engine: Any) -> dict[str, bytes]:
    """The files of a first refresh of a copy."""
    own = shutil.copytree(folder, place)
    text = tomlkit.parse((own / "book.toml").read_text(encoding="utf-8"))
    text["engine"] = {"kind": "duckdb", **engine}
    (own / "book.toml").write_text(tomlkit.dumps(text), encoding="utf-8")
    book = regulars.open(own)
    snapshot = book.refresh(as_of=AS_OF).snapshot
    book.close()
    return {name: (snapshot.folder / name).read_bytes() for name in FILES}


def test_every_file_but_the_times_is_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    one = written(folder, tmp_path / "one", threads=1)
    for name, engine in {
        "again": {"threads": 1},
        "two": {"threads": 2},
        "two again": {"threads": 2},
        "little memory": {"threads": 2, "memory": "200MB"},
    }.items():
        assert written(folder, tmp_path / name, **engine) == one, name
    manifest = json.loads(one["manifest.json"])
    assert manifest["expectation"]["refused"] == {}, "the models were put to the test"
    assert manifest["counts"]["candidates"] > 0
    assert manifest["engine"]["kind"] == "duckdb"
